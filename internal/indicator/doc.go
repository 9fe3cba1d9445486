// Package indicator knows the indicators (指标): their definitions, written as documents, and
// their values for every month, procuratorate and department.
//
// All numbers are exact: whole numbers and decimals of fixed scale. They become floating point
// only in Result.Value, for drawing, and text only in Format, where they are rounded once.
// It knows nothing about pages, charts or how rows were read.
package indicator
