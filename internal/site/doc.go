// Package site makes the pages: one file per page kind holds its view struct and fills it from
// the lower rooms, templates/pages holds the markup.
//
// Every text in a view is final; templates neither compute nor format. Links are relative and
// name files, so pages work by double click. The package writes nothing: it returns bytes.
//
// What a live figure or fenced block of a document stands for is plain data first (printed), drawn
// second: signing (签发) keeps the data, and a signed document is drawn from them by the same code.
// Numbers that the data give otherwise now are marked and told at its end (Revise).
//
// Fenced blocks beside ```chart and ```table list what a bulletin reports; none needs a key, the period
// is the document's. By is what rows are, the usual first:
//
//	```limits      期末办案期限     by = procuratorate, department
//	```findings    案卡核查         by = department, procuratorate, rule
//	```unresolved  上期未整改项     by = rule, department, procuratorate
//	```replies     监督文书回复     by = department, procuratorate
//	```quality     质量检查评查     by = procuratorate, department
//	```items       工作要求         item = [{ text, department, due }]
//
// The first five may have by, procuratorate, department, period and title.
package site
