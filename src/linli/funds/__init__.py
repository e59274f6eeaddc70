"""Money that communities are promised, are given and spend: lines, vouchers, balances, publication."""
