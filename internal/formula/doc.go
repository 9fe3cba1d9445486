// Package formula is the language in which indicators, rules and models speak about rows.
//
// A formula is parsed (Parse), checked against the columns of a dataset before any row is read
// (Expr.Check), and evaluated for whole columns at once (Evaluator).
//
//	审查结论 in ["批准逮捕", "决定逮捕"] and 人数 > 1
//	审结日期 - 受理日期 > 45                     whole days
//	受理日期 >= "2025-01-01" and not 空(审结日期)
//	案件.条线 == "刑事检察"                       the parent row, through a link
//	any(涉案人员, 年龄 < 18)                      child rows: any all count sum distinct
//	sum(涉案人员, 刑期, 是否在押 == "是")
//	审结日期 - 受理日期 - 天数(程序, 日期, 重新报送日期, 事项 == "中止审查")
//
// Operators: and or not && || !, == != < <= > >=, in [..], not in [..], startsWith endsWith
// contains, + - * on numbers, date - date and date ± days. Numbers are exact: whole numbers and
// decimals with a scale, never floating point. Dates compare with dates only, yes/no columns
// with "是" and "否".
//
// An empty cell is empty: every comparison with it is false, also != and not in, and arithmetic
// with it is empty; 空(列) asks for it. A plain not turns false into true, so
// not (a == "x") holds for an empty a, and a != "x" does not. Over no child rows all is true,
// any is false, sum and count are 0.
//
// 天数(子表, 起日, 止日, 条件) counts the days that the intervals of child rows cover, each day once,
// within the row's own time: from its start to its end, or to 期末, 期初 or the cut-off where that
// comes first. The first day of an interval does not count, the last day does.
//
// 集合相同(列, 子表, 列) compares the words of a cell with those of all child rows together; 重复(列)
// is true for a row whose value another row of the table holds too. 加月(日期, 月数) counts months as
// time limits do; 年(日期), 周岁(出生日期, 日期) and 当日(时间) take days apart. 截取(列, "起", "止"),
// 开头(列, 字数), 数值(列) and 格式(列, "形式") take texts apart, once per distinct text; 证件号有效,
// 证件生日 and 证件性别 read a citizen's number. A caller may name whole numbers (Expr.Define), such as
// the tolerances of a card rule.
//
// Where the caller allows them, 期末 and 期初 are the last and first day of the period that is
// computed and 截止日 is the cut-off of the data.
//
// Only the parser and the syntax tree of expr-lang/expr are used; its types stay in here.
package formula
