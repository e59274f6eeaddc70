"""Word forms: 家庭基本情况登记表, 志愿者花名册, 居民意见征询表."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FIRST_YEAR = 2026
A3_SIDE, A4_LONG, A4_SHORT = Cm(42), Cm(29.7), Cm(21)


def household(year: int) -> bytes:
    """家庭基本情况登记表: labels beside blanks, a tall label beside the family's list. A4 upright, margin for the seal."""
    later = year > FIRST_YEAR
    paper = _paper(A4_SHORT, A4_LONG)
    _line(paper, f"{year}年家庭基本情况登记表", size=18)
    _line(paper, "社区名称：______________    登记日期：    年   月   日")
    pairs = [["户主姓名", "联系电话"], ["现住址", ""], ["住房性质", "家庭人口数"], ["是否低保户", "备注"]]
    if later:
        pairs = [
            ["户主姓名", "联系电话"],
            ["现居住地址", ""],
            ["家庭人口数", "住房性质"],
            ["是否低保户", "备注"],
            ["宽带编号", "车牌号"],
        ]
    members = ["姓名", "与户主关系", "性别", "出生年月", "身份证号", "从业状况"]
    table = paper.add_table(len(pairs) + 4, 7, style="Table Grid")
    for row, (left, right) in enumerate(pairs):
        _merged(table, row, 0, 1, left)
        _merged(table, row, 2, 3 if right else 6)
        if right:
            _merged(table, row, 4, 4, right)
            _merged(table, row, 5, 6)
    _put(table.cell(len(pairs) - 2 if later else len(pairs) - 1, 2), "□是  □否")
    first = len(pairs)
    for column, label in enumerate(members, start=1):
        _put(table.cell(first, column), label, bold=True)
        for row in range(first + 1, first + 4):
            _keep_font(table.cell(row, column).paragraphs[0])
    _put(table.cell(first, 0).merge(table.cell(first + 3, 0)), "家庭成员", bold=True)
    _underlined(_line(paper, "登记人："))
    _line(paper, "本户共____人，其中党员____人。户主签字：")
    _line(paper, "填表说明：本表由社区工作人员上门填写。")
    return _saved(paper)


def volunteers(year: int) -> bytes:
    """志愿者花名册: two rows of headings, numbered rows, a field that adds up. A3 across."""
    later = year > FIRST_YEAR
    paper = _paper(A3_SIDE, A4_LONG)
    _line(paper, f"社区志愿者花名册（{year}年）", size=20)
    heads = ["序号", "姓名", "性别", ("联系方式", ["手机", "微信号"]), "服务特长", "注册时间", "累计时长"]
    if later:
        heads = [
            "序号",
            "姓名",
            ("联系方式", ["手机", "微信号"]),
            "性别",
            "服务特长",
            "注册日期",
            "累计时长（小时）",
            "所在楼栋",
        ]
    leaves = sum(len(head[1]) if isinstance(head, tuple) else 1 for head in heads)
    table = paper.add_table(2 + 4 + 1, leaves, style="Table Grid")
    column = 0
    for head in heads:
        if isinstance(head, tuple):
            _put(table.cell(0, column).merge(table.cell(0, column + len(head[1]) - 1)), head[0], bold=True)
            for at, leaf in enumerate(head[1]):
                _put(table.cell(1, column + at), leaf, bold=True)
            column += len(head[1])
        else:
            _put(table.cell(0, column).merge(table.cell(1, column)), head, bold=True)
            column += 1
    for row in (0, 1):
        table.rows[row]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for row in range(2, 6):
        _put(table.cell(row, 0), str(row - 1))
        table.rows[row].height = Cm(1.1)
        for column in range(1, leaves):
            _keep_font(table.cell(row, column).paragraphs[0])
    _put(table.cell(6, 0).merge(table.cell(6, 1)), "合计", bold=True)
    total = table.cell(6, leaves - (2 if later else 1)).paragraphs[0]
    total._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="=SUM(ABOVE)"><w:r><w:t>0</w:t></w:r></w:fldSimple>')
    )
    _line(paper, "注：累计时长以志愿服务记录为准。")
    return _saved(paper)


def opinion(year: int) -> bytes:
    """居民意见征询表: content controls, boxes to tick in a text, a table without an empty row."""
    later = year > FIRST_YEAR
    paper = _paper(A4_SHORT, A4_LONG)
    _line(paper, f"居民意见征询表（{year}年度）", size=18)
    _control(_line(paper, "征询事项："))
    _control(_line(paper, "征询日期（如2026-03-05）：" if later else "征询日期："))
    if later:
        _line(paper, "征询地点：________")
    _line(paper, "征询方式：□入户 □会议 □线上")
    table = paper.add_table(1, 5, style="Table Grid")
    names = ["序号", "居民姓名", "门牌号", "意见", "签名"]
    if later:
        names = ["序号", "居民姓名", "意见", "门牌号码", "签名"]
    for column, label in enumerate(names):
        _put(table.cell(0, column), label, bold=True)
    _line(paper, "征询人：")
    return _saved(paper)


def _paper(width: int, height: int) -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin, section.gutter = Cm(3), Cm(1)
    section.footer.paragraphs[0].text = "装订线内不要填写"
    return paper


def _line(paper: Paper, words: str, *, size: float = 12) -> Paragraph:
    paragraph = paper.add_paragraph()
    _font(paragraph.add_run(words)._r.get_or_add_rPr(), size)
    return paragraph


def _put(cell: _Cell, words: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(words)
    run.bold = bold or None
    _font(run._r.get_or_add_rPr(), 11)


def _font(properties: object, size: float) -> None:
    properties.append(parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>'))
    properties.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="{int(size * 2)}"/>'))


def _keep_font(paragraph: Paragraph) -> None:
    """Word keeps the font of an empty cell in the mark of its paragraph."""
    mark = parse_xml(f"<w:rPr {nsdecls('w')}/>")
    _font(mark, 11)
    paragraph._p.get_or_add_pPr().append(mark)


def _merged(table: Table, row: int, left: int, right: int, words: str = "") -> None:
    cell = table.cell(row, left).merge(table.cell(row, right))
    if words:
        _put(cell, words, bold=True)
    else:
        _keep_font(cell.paragraphs[0])


def _underlined(paragraph: Paragraph) -> None:
    run = paragraph.add_run("            ")
    run.underline, run.font.size = True, Pt(12)
    run._r.find(qn("w:t")).set(qn("xml:space"), "preserve")


def _control(paragraph: Paragraph) -> None:
    paragraph._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr>"
            '<w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )


def _saved(paper: Paper) -> bytes:
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


TEMPLATES: Sequence[tuple] = (
    (
        "家庭基本情况登记表",
        household,
        {
            "社区名称": "committee",
            "登记日期": "today",
            "户主姓名": "name",
            "联系电话": "telephone",
            "现住址": "address",
            "住房性质": "housing",
            "家庭人口数": "people",
            "是否低保户": "poor",
            "登记人": "worker",
            "本户共": "people",
            "家庭成员/姓名": "name",
            "家庭成员/与户主关系": "relation",
            "家庭成员/性别": "sex",
            "家庭成员/出生年月": "birth_date",
            "家庭成员/身份证号": "identity",
        },
        ("宽带编号", "车牌号"),
    ),
    (
        "志愿者花名册",
        volunteers,
        {
            "姓名": "name",
            "性别": "sex",
            "联系方式/手机": "telephone",
            "服务特长": "skill",
            "注册时间": "joined",
            "累计时长": "hours",
        },
        ("所在楼栋",),
    ),
    (
        "居民意见征询表",
        opinion,
        {
            "征询事项": "subject",
            "征询日期": "today",
            "征询方式": "manner",
            "居民姓名": "name",
            "门牌号": "door",
            "意见": "opinion",
            "征询人": "worker",
        },
        ("征询地点",),
    ),
)
