package source

// A Code (编号) names one kind of problem for ever: its letter says what a person is working on, its
// number is never given to another kind. Findings of one kind share cause and remedy, and so one
// section of the manual's pages on findings (错误与警告), which show each kind by an example.
type Code string

// T: the keys of front matter and settings, whatever the file is about.
const (
	BadSyntax      Code = "T01"
	DuplicateKey   Code = "T02"
	UnknownKey     Code = "T03"
	WrongType      Code = "T04"
	BadValue       Code = "T05"
	TooMuchTOML    Code = "T06"
	NoFrontMatter  Code = "T07"
	NoTitle        Code = "T08"
	MissingKey     Code = "T09"
	NotAmong       Code = "T10"
	OutOfRange     Code = "T11"
	KeysClash      Code = "T12"
	KeyOutOfPlace  Code = "T13"
	DatesReversed  Code = "T14"
	BadPeriod      Code = "T15"
	BadLength      Code = "T16"
	SaidTwice      Code = "T17"
	NameTaken      Code = "T18"
	BadColumnName  Code = "T19"
	ColumnOverlaps Code = "T20"
)

// N: names that lead nowhere.
const (
	NoSuchDataset   Code = "N01"
	NoSuchColumn    Code = "N02"
	WrongColumn     Code = "N03"
	NoSuchValue     Code = "N04"
	NoSuchLink      Code = "N05"
	NoSuchIndicator Code = "N06"
	NoSuchPlace     Code = "N07"
	NoSuchDocument  Code = "N08"
	NoSuchEdition   Code = "N09"
	NoSuchPart      Code = "N10"
	BadNumberID     Code = "N11"
)

// F: formulas.
const (
	BadFormula     Code = "F01"
	LongFormula    Code = "F02"
	NoSuchFunction Code = "F03"
	BadCall        Code = "F04"
	KindsDiffer    Code = "F05"
	NotSupported   Code = "F06"
	BadLiteral     Code = "F07"
	WrongResult    Code = "F08"
	EmptyCompare   Code = "F09"
)

// D: data files.
const (
	BrokenFile      Code = "D01"
	WrongFormat     Code = "D02"
	TooBig          Code = "D03"
	LinkedWorkbook  Code = "D04"
	NoDataFile      Code = "D05"
	NoSheet         Code = "D06"
	MissingColumn   Code = "D07"
	NoHeader        Code = "D08"
	HeaderTwice     Code = "D09"
	RowWidth        Code = "D10"
	OpenQuote       Code = "D11"
	EmptyCell       Code = "D12"
	NotDate         Code = "D13"
	NotNumber       Code = "D14"
	NotYesNo        Code = "D15"
	UnknownCode     Code = "D16"
	Undecodable     Code = "D17"
	CellError       Code = "D18"
	DamagedNumber   Code = "D19"
	KeyTwice        Code = "D20"
	RowsDisagree    Code = "D21"
	BadFileName     Code = "D22"
	BadNamePattern  Code = "D23"
	NoFormulaResult Code = "D24"
	PrivateUse      Code = "D25"
	HiddenPart      Code = "D26"
	SameFile        Code = "D27"
	MonthsMissing   Code = "D28"
	ColumnPartly    Code = "D29"
	KeyUnchecked    Code = "D30"
	RowsUnlisted    Code = "D31"
	NewestUnknown   Code = "D32"
	BadCrosstab     Code = "D33"
	Unbalanced      Code = "D34"
	NoSuchItem      Code = "D35"
	Unrecognised    Code = "D36"
	PlaceUndefined  Code = "D37"
	OutsideValidity Code = "D38"
	UnitUnknown     Code = "D39"
	RowsUnjudged    Code = "D40"
	PersonShown     Code = "D41"
	HalfExport      Code = "D42"
)

// I: indicators and the organisation.
const (
	BadMeasure     Code = "I01"
	NotBalancedBy  Code = "I02"
	BadComposition Code = "I03"
	BadFigure      Code = "I04"
	AreaCircle     Code = "I05"
	BadRebase      Code = "I06"
)

// R: rules, time limits, models, examples.
const (
	ExampleWrong     Code = "R01"
	BadExample       Code = "R02"
	ShareTooHigh     Code = "R03"
	ShareHigh        Code = "R04"
	BadSentence      Code = "R05"
	StepsApart       Code = "R06"
	BadHoliday       Code = "R07"
	FindingsUnlisted Code = "R08"
)

// M: Markdown documents.
const (
	NotUTF8        Code = "M01"
	DocumentTooBig Code = "M02"
	BadDocName     Code = "M03"
	TopHeading     Code = "M04"
	DeadBold       Code = "M05"
	DeadFootnote   Code = "M06"
	OpenFence      Code = "M07"
	NotRead        Code = "M08"
	Unfinished     Code = "M09"
	Punctuation    Code = "M10"
	AddressTaken   Code = "M11"
	MissingSection Code = "M12"
	EmptySection   Code = "M13"
	ReviewDue      Code = "M14"
	NoPost         Code = "M15"
	SectionOrder   Code = "M16"
	UnusualTitle   Code = "M17"
	StagesApart    Code = "M18"
)

// L: links, pictures, live figures and blocks.
const (
	DeadLink     Code = "L01"
	NoAnchor     Code = "L02"
	BadTarget    Code = "L03"
	NoImage      Code = "L04"
	BadImage     Code = "L05"
	OpenFigure   Code = "L06"
	EmptyFigure  Code = "L07"
	SpareWord    Code = "L08"
	NoFigures    Code = "L09"
	PeriodIsOpen Code = "L10"
	UnreadWord   Code = "L11"
	NoSuchBlock  Code = "L12"
	UnsafeImage  Code = "L13"
)

// H: what was compared and does not agree.
const (
	ProseDiffers   Code = "H01"
	StockDiffers   Code = "H02"
	TablesDiffer   Code = "H03"
	ClosedDiffers  Code = "H04"
	NoSuchAnomaly  Code = "H05"
	NoSuchCause    Code = "H06"
	NotComparable  Code = "H07"
	SignedDiffers  Code = "H08"
	StillFound     Code = "H09"
	AnswersDiffer  Code = "H10"
	NumbersCollide Code = "H11"
)

// B: month-end closing, signing, lists that came back, what is handed out.
const (
	DamagedRecord   Code = "B01"
	NotSignable     Code = "B02"
	OrphanRecord    Code = "B03"
	SignedWithdrawn Code = "B04"
	NotClosable     Code = "B05"
	NotOurList      Code = "B06"
	BadAnswer       Code = "B07"

	SignedTextChanged Code = "B08"

	NotHandable Code = "B09"
	NotGivable  Code = "B10"
)

// C: config.toml and editions.
const (
	FoldersClash  Code = "C01"
	OneFolderOnly Code = "C03"
	NotASite      Code = "C04"
	NotDone       Code = "C05"
	WaiverExpired Code = "C06"
	WaiverUnused  Code = "C07"
)

// K: brands, key work, and what meetings decided.
const (
	BrandAtOdds    Code = "K01"
	NoStartEvent   Code = "K02"
	HandWritten    Code = "K03"
	NoSuchMeasure  Code = "K04"
	NotFollowedUp  Code = "K05"
	MeasureLacks   Code = "K06"
	StateAtOdds    Code = "K07"
	ProgressAtOdds Code = "K08"
)

// W: texts from Word.
const (
	WordFormat Code = "W01"
	WordBroken Code = "W02"
)

// A Kind is what a code stands for.
type Kind struct {
	Code     Code
	Severity Severity
	Title    string // the manual's heading
}

// Kinds lists every code in the order of the manual.
func Kinds() []Kind { return kinds[:] }

// Kind returns what the code stands for; without a title where there is no such code.
func (c Code) Kind() Kind {
	for _, k := range kinds {
		if k.Code == c {
			return k
		}
	}
	return Kind{Code: c}
}
