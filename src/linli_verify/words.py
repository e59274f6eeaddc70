"""What the program says, in Chinese and English."""

from typing import Any

SAID: dict[str, dict[str, tuple[str, str]]] = {
    "zh": {
        "seal_fits": (
            "封存码与文件内容相符。",
            "封存码与文件内容不符：封存后有内容被改动。文件写的是 {stated}，算出来是 {found}。",
        ),
        "seal_posted": (
            "封存码与张贴的相符。",
            "封存码与张贴的不符：这不是结束时封存的那份文件。张贴的是 {stated}，算出来是 {found}。",
        ),
        "opening_posted": (
            "开始前公布的规则没有变。",
            "规则、选项或名册与开始前公布的不符。公布的是 {stated}，算出来是 {found}。",
        ),
        "order_fits": (
            "同票时的先后由事先公布的种子得出。",
            "同票时的先后与种子不符。文件写的是 {stated}，算出来是 {found}。",
        ),
        "receipts_once": ("每个回执号只出现一次。", "回执号重复：{receipts}。"),
        "in_order": ("选票按回执号排列。", "选票没有按回执号排列。"),
        "number_valid": (
            "有效票 {found} 张，与结束时所记相符。",
            "有效票有 {found} 张，结束时记的是 {stated} 张：多了或少了选票。",
        ),
        "number_invalid": ("无效票 {found} 张，与结束时所记相符。", "无效票有 {found} 张，结束时记的是 {stated} 张。"),
        "within_marked": (
            "选票 {ballots} 张，不多于已投票的 {marked} 人。",
            "选票 {ballots} 张，多于已投票的 {marked} 人。",
        ),
        "screens_there": (
            "在屏幕上投的 {screens} 票都在。",
            "在屏幕上投票的有 {screens} 人，选票却只有 {ballots} 张：少了选票。",
        ),
        "papers_invalid": (
            "无效票 {invalid} 张，不多于发出的纸质票 {papers} 张。",
            "无效票 {invalid} 张，多于发出的纸质票 {papers} 张：在屏幕上投的票不会无效。",
        ),
        "ways_fit": ("投票方式都是规则里计入的：{ways}。", "规则里只计入 {ways}，却有人用 {others} 投票。"),
        "within_roll": (
            "已投票 {marked} 人，不多于名册上的 {voters} 人。",
            "已投票 {marked} 人，多于名册上的 {voters} 人。",
        ),
        "within_area": ("参加的面积不多于名册的总面积。", "参加的面积 {area} 多于名册的总面积 {whole}。"),
        "ballots_sound": ("每张有效票都符合规则。", "这些选票不符合规则，却算作有效：{receipts}。"),
        "result_fits": (
            "重新计票的结果相符：{name}。",
            "重新计票的结果不符：{name}。文件写的是 {stated}，算出来是 {found}。",
        ),
        "reasons_fit": (
            "{number} 个项目为什么选上或没选上，算出来都相符。",
            "“{project}”为什么选上或没选上，算出来不符。文件写的是：{stated}。算出来是：{found}。",
        ),
    },
    "en": {
        "seal_fits": (
            "The seal fits the file.",
            "The seal does not fit: the file was changed after the close. It says {stated}, its lines give {found}.",
        ),
        "seal_posted": (
            "The seal is the one that was posted.",
            "The seal is not the one posted at the close. Posted was {stated}, the lines give {found}.",
        ),
        "opening_posted": (
            "The rules are those posted before the opening.",
            "Rules, options or roll are not those posted. Posted was {stated}, the line gives {found}.",
        ),
        "order_fits": (
            "The order for ties follows from the seed.",
            "The order for ties does not follow from the seed. The file says {stated}, the seed gives {found}.",
        ),
        "receipts_once": ("Every receipt stands once.", "Receipts stand more than once: {receipts}."),
        "in_order": (
            "The ballots stand in the order of their receipts.",
            "The ballots do not stand in the order of their receipts.",
        ),
        "number_valid": (
            "{found} valid ballots, as stated at the close.",
            "There are {found} valid ballots, at the close {stated}: some were added or removed.",
        ),
        "number_invalid": (
            "{found} invalid ballots, as stated at the close.",
            "There are {found} invalid ballots, at the close it was {stated}.",
        ),
        "within_marked": (
            "{ballots} ballots, no more than the {marked} who voted.",
            "{ballots} ballots are more than the {marked} who voted.",
        ),
        "screens_there": (
            "All {screens} ballots of screens are there.",
            "{screens} voted on screens, and there are only {ballots} ballots: some were removed.",
        ),
        "papers_invalid": (
            "{invalid} invalid ballots are no more than the {papers} papers given out.",
            "{invalid} invalid ballots are more than the {papers} papers given out: on a screen none is invalid.",
        ),
        "ways_fit": (
            "People voted on the ways that count: {ways}.",
            "The rule counts {ways} alone, and some voted by {others}.",
        ),
        "within_roll": (
            "{marked} voted, no more than the {voters} on the roll.",
            "{marked} voted, which is more than the {voters} on the roll.",
        ),
        "within_area": (
            "The area that took part is within the roll's.",
            "The area that took part, {area}, is more than the roll's {whole}.",
        ),
        "ballots_sound": (
            "Every valid ballot follows the rules.",
            "These ballots break the rules and are counted as valid: {receipts}.",
        ),
        "result_fits": (
            "The recount agrees: {name}.",
            "The recount differs: {name}. The file says {stated}, the ballots give {found}.",
        ),
        "reasons_fit": (
            "Why each of {number} projects was bought or not is as stated.",
            "Why “{project}” was bought or not differs. The file says: {stated}. The ballots give: {found}.",
        ),
    },
}
UNCHECKED = {
    "zh": {
        "seal_posted": "没有核对张贴的封存码：请用 --seal 输入。本文件的封存码是 {found}。",
        "opening_posted": "没有核对开始前公布的规则码：请用 --opening 输入。本文件的规则码是 {found}。",
        "result_fits": "没有重新计票：先要弄清上面的选票。",
        "recounted": "没有重新计票：份额一步一步地加，要算的次数太多，这个程序不算。",
        "areas_known": "没有核对每位业主的面积：文件里只有名册的总面积，没有每位业主的。",
        "relatives_again": "这份旧格式的文件把当选人的近亲属也列为另行选举的候选人：依组织法第八条，他们不能当选。",
        "line_ends": "这份文件被别的程序另存过（换行符或文件头变了），按公布时的写法读。",
        "blank_lines": "文件末尾多了空行，没有影响。",
    },
    "en": {
        "seal_posted": "Not compared with the seal that was posted: give it with --seal. This file's seal is {found}.",
        "opening_posted": "Not compared with the rules' code posted before the opening: give it with --opening. This file's code is {found}.",
        "result_fits": "Not recounted: first the ballots above must be made clear.",
        "recounted": "Not recounted: shares are raised step by step, and that asks for more counts than this program makes.",
        "areas_known": "Each owner's area is not compared: the file has the area of the whole roll, not that of each owner.",
        "relatives_again": "This file of the first format names near relatives of the elected for the further vote: by article 8 they cannot be elected.",
        "line_ends": "Another program saved this copy (its line ends or first sign are others); it is read as it was published.",
        "blank_lines": "There are blank lines at the end, which change nothing.",
    },
}
WHY = {
    "zh": {
        "shares": "支持者自己的份额买下",
        "rest": "用剩下的钱买下",
        "bought": "钱还够，买下",
        "not_enough": "支持者的钱不够",
        "too_dear": "剩下的钱不够",
        "after_stop": "前面已经停止",
        "below_least": "票数不到下限",
        "no_points": "没有人支持",
    },
    "en": {
        "shares": "bought by its supporters' shares",
        "rest": "bought from what was left",
        "bought": "bought, as the money was enough",
        "not_enough": "its supporters had too little",
        "too_dear": "dearer than what was left",
        "after_stop": "buying had stopped",
        "below_least": "fewer votes than the least",
        "no_points": "nobody supports it",
    },
}
FIGURES = {
    "zh": {
        "held": "有 {}",
        "cost": "要 {}",
        "supporters": "支持者 {} 位",
        "payment": "每票付 {}",
        "poor": "其中 {} 位付出全部",
        "rest": "轮到时还剩 {}",
    },
    "en": {
        "held": "there was {}",
        "cost": "it costs {}",
        "supporters": "{} supporters",
        "payment": "{} paid for a point",
        "poor": "{} of them paid all they had",
        "rest": "{} was left at its turn",
    },
}
FRAME = {
    "zh": {
        "unreadable": "这个文件读不懂，第 {where}",
        "receipt": "回执 {receipt} 的选票：{ballot}",
        "no_receipt": "没有回执 {receipt} 的选票。",
        "good": "没有发现问题。",
        "open": "没有发现问题，但没有重新计票。",
        "bad": "发现 {number} 处问题。",
        "about": "只凭公布的文件，重新核对一次投票。",
        "file": "公布的投票文件",
        "seal": "结束时张贴的封存码",
        "opening": "开始前张贴的规则码",
        "find": "查自己的选票：回执号",
        "lang": "语言（zh 或 en）",
    },
    "en": {
        "unreadable": "This file cannot be understood, line {where}",
        "receipt": "The ballot of receipt {receipt}: {ballot}",
        "no_receipt": "There is no ballot with receipt {receipt}.",
        "good": "Nothing wrong was found.",
        "open": "Nothing wrong was found, but it was not recounted.",
        "bad": "{number} things are wrong.",
        "about": "Check a ballot anew, from its published file alone.",
        "file": "the published file",
        "seal": "the seal that was posted at the close",
        "opening": "the code that was posted before the opening",
        "find": "show the ballot with this receipt",
        "lang": "language (zh or en)",
    },
}


NAMES = {
    "carried": "是否通过",
    "votes": "得票",
    "checks": "各项门槛",
    "winners": "选中的",
    "winner": "选中的",
    "elected": "当选人",
    "further": "另行选举",
    "valid": "选举是否有效",
    "rounds": "各轮",
    "stages": "各步",
    "quota": "当选票数",
    "owners": "业主人数",
    "area": "面积",
    "share": "每人份额",
    "by_shares": "份额买下几个",
}
"""Parts of the result, in Chinese."""


def sentence(language: str, what: str, is_good: bool | None, figures: dict[str, Any]) -> str:
    """The mark and the sentence of a finding."""
    if is_good is None:
        return "· " + UNCHECKED[language][what].format(**figures)
    good, bad = SAID[language][what]
    if what == "result_fits" and language == "zh":
        figures = figures | {"name": NAMES.get(figures["name"], figures["name"])}
    told = {name: reason(language, value) if what == "reasons_fit" else shown(value) for name, value in figures.items()}
    return ("✓ " + good if is_good else "✗ " + bad).format(**told)


def reason(language: str, value: Any) -> str:
    """Why a project was bought or not, with every figure of it."""
    if not isinstance(value, dict):
        return "—" if value is None else str(value)
    why = WHY[language].get(str(value.get("why")), shown(value.get("why")))
    figures = [words.format(shown(value[name])) for name, words in FIGURES[language].items() if value.get(name)]
    return ("，" if language == "zh" else ", ").join([why, *figures])


def shown(value: Any) -> str:
    """A value as a reader wants it: lists with commas."""
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
