// Package reverse leads a review back from an 异常提示 to the cases behind it (反向审视): which rows
// the number counts, and where they gather — in one cause of action, at one addressee, at the end
// of months, in texts that are nearly the same — beyond what chance explains. It also runs the
// documents of content/hints, whose patterns may be signs of cases made up for the numbers
// (凑数案).
//
// What is looked at stands in dataset documents ([[look]]), what is hinted at in hint documents.
// Only rows and columns that an edition may list one by one are looked at at all: whatever is told
// here could be counted from the lists. All of it is material for people to judge (供研判), and says
// nothing of anybody.
package reverse
