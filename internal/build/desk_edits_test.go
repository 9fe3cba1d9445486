package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// edit changes the folder in one way and says which. Where the way is barred (no such file), another is taken.
func (e *editor) edit() string {
	for {
		way := ways[e.dice.IntN(len(ways))]
		if what := way.do(e); what != "" {
			return way.name + " " + what
		}
	}
}

// ways are what editors do. A way is there several times when it is taken more often.
var ways = []struct {
	name string
	do   func(*editor) string
}{
	{"write in", (*editor).writeText},
	{"write in", (*editor).writeText},
	{"write in", (*editor).writeText},
	{"new text", (*editor).newText},
	{"new text", (*editor).newText},
	{"delete", (*editor).deleteText},
	{"rename", (*editor).renameText},
	{"change the front of", (*editor).changeFront},
	{"change the front of", (*editor).changeFront},
	{"define otherwise", (*editor).changeDefinition},
	{"change rows of", (*editor).changeRows},
	{"change rows of", (*editor).changeRows},
	{"data file", (*editor).changeDataFiles},
	{"picture", (*editor).changePicture},
	{"settings", (*editor).changeSettings},
	{"break", (*editor).breakFile},
	{"mend", (*editor).mend},
	{"mend", (*editor).mend},
}

var narrativeFolders = []string{"content/manual/", "content/brands/", "content/cases/", "content/reports/", "content/works/"}

// writeText adds a paragraph to a document of any kind.
func (e *editor) writeText() string {
	name := e.one("content/")
	if !strings.HasSuffix(name, ".md") {
		return ""
	}
	e.made++
	e.write(name, e.files[name]+fmt.Sprintf("\n补记 %d。%s\n", e.made, e.pick(
		"", "不捕率{{不捕率 2025}}。", "东区院受理{{审查逮捕受理 东区院 2025-11}}。", "见[不捕率](../indicators/non-arrest-rate.md)。", "见[甲盗窃案](../cases/first.md)。",
		"\n\n![图](../manual/images/a.png)", "\n\n```table\nindicators = [\"non-arrest-rate\"]\nperiod = \"2025\"\n```", "\n\n### 又一节\n文字。",
	)))
	return name
}

func (e *editor) newText() string {
	e.made++
	id := fmt.Sprintf("new-%d", e.made)
	common := fmt.Sprintf("+++\ntitle = \"新篇 %d\"\nsummary = \"摘要。\"\ndate = 2025-%02d-10\n%sprocuratorate = \"west\"\n", e.made, 1+e.dice.IntN(12),
		e.pick("status = \"拟稿\"\n", "status = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-26\n"))
	link := e.pick("", "见[甲盗窃案](../cases/first.md)。", "{{不捕率 西区院 2025}}")
	switch e.dice.IntN(4) {
	case 0:
		e.write("content/brands/"+id+".md", common+"line = \"刑事检察/审查逮捕\"\nmeaning = \"新的。\"\nindicators = [\"non-arrest-rate\"]\n+++\n## 怎么做\n做。"+link+"\n")
	case 1:
		e.write("content/cases/"+id+".md", common+"line = \"刑事检察/审查逮捕\"\nkeywords = [\"诈骗罪\", \"公开听证\", \"退赃\"]\ncause = \"诈骗罪\"\nlevel = \"市级\"\npublished = 2025-10-10\nredacted_by = \"第一检察部\"\nreleased = [\"内部\"]\n+++\n"+caseBody+link+"\n")
	case 2:
		e.write("content/works/"+id+".md", common+"started = 2025-03-01\ndeadline = 2025-12-01\n+++\n正文。"+link+"\n")
	default:
		e.write("content/manual/"+id+".md", fmt.Sprintf("+++\ntitle = \"新页 %d\"\norder = %d\n+++\n正文。%s\n", e.made, 2+e.dice.IntN(9), link))
	}
	return id
}

// deleteText removes a text; others may name it, which is a fault until it is back.
func (e *editor) deleteText() string {
	name := e.one(narrativeFolders[e.dice.IntN(len(narrativeFolders))])
	if name == "" {
		return ""
	}
	if e.dice.IntN(3) > 0 && !strings.Contains(name, "/new-") {
		return "" // mostly what was added
	}
	if !strings.Contains(name, "/new-") {
		e.broken[name] = e.files[name]
		was := e.files[name]
		e.remove(name)
		e.broken[name] = was // to come back
		return name
	}
	e.remove(name)
	return name
}

func (e *editor) renameText() string {
	name := e.one(narrativeFolders[e.dice.IntN(len(narrativeFolders))] + "new-")
	if name == "" {
		return ""
	}
	e.made++
	to := name[:strings.LastIndex(name, "/")+1] + fmt.Sprintf("new-%d.md", e.made)
	text := e.files[name]
	e.remove(name)
	e.write(to, text)
	return name + " to " + to
}

// replace changes a text where it stands in a file.
func (e *editor) replace(name, from, to string) string {
	text := e.files[name]
	if name == "" || !strings.Contains(text, from) {
		return ""
	}
	e.write(name, strings.Replace(text, from, to, 1))
	return name + ": " + from
}

// addKey puts a key at the top of a front matter that does not have it.
func (e *editor) addKey(name, line string) string {
	if strings.Contains(e.files[name], line) {
		return ""
	}
	return e.replace(name, "+++\n", "+++\n"+line+"\n")
}

func (e *editor) changeFront() string {
	name := e.one(narrativeFolders[e.dice.IntN(len(narrativeFolders))])
	e.made++
	switch e.dice.IntN(4) {
	case 0:
		return e.replace(name, "title = \"", fmt.Sprintf("title = \"改%d", e.made))
	case 1:
		return e.replace(name, "summary = \"", fmt.Sprintf("summary = \"改%d", e.made))
	case 2:
		return e.replace(name, "status = \"签发\"", "status = \"审核\"")
	}
	return e.replace(name, "indicators = [\"non-arrest-rate\"]", "indicators = [\"arrest-accepted\"]")
}

func (e *editor) changeDefinition() string {
	e.made++
	switch e.dice.IntN(7) {
	case 0:
		return e.replace("content/indicators/non-arrest-rate.md", "审查结论 == \"不批准逮捕\"", e.pick("审查结论 != \"批准逮捕\"", "审查结论 == \"不批准逮捕\" and 移送案由 == \"盗窃罪\""))
	case 1:
		return e.addKey("content/indicators/arrest-accepted.md", e.pick("aliases = [\"受理\"]", "summary = \"受理多少\""))
	case 2:
		return e.replace("content/rules/order.md", "审结日期 < 受理日期", "审结日期 <= 受理日期")
	case 3:
		return e.replace("content/models/long.md", "2025-11-30", fmt.Sprintf("2025-11-%02d", 1+e.dice.IntN(29)))
	case 4:
		return e.replace("content/datasets/arrest-review.md", "title = \"审查逮捕案件\"", fmt.Sprintf("title = \"审查逮捕案件%d\"", e.made))
	case 5:
		if e.dice.IntN(2) == 0 {
			return e.addKey("content/procuratorates/west.md", "summary = \"西区\"")
		}
		return e.replace("content/procuratorates/west.md", "人民检察院\"", "检察院\"")
	}
	return e.replace("content/events/again.md", "date = 2025-01-01", fmt.Sprintf("date = 2025-%02d-01", 2+e.dice.IntN(9)))
}

func (e *editor) changeRows() string {
	name := e.one("content/data/")
	if name == "" {
		return ""
	}
	lines := strings.SplitAfter(e.files[name], "\n")
	if len(lines) < 4 {
		return ""
	}
	at := 1 + e.dice.IntN(len(lines)-2)
	e.made++
	switch e.dice.IntN(3) {
	case 0:
		lines = slices.Delete(lines, at, at+1)
	case 1:
		lines = slices.Insert(lines, at, caseRow(e.dice.IntN(24), 1000+e.made))
	default:
		if other := strings.Replace(lines[at], ",批准逮捕", ",不批准逮捕", 1); other != lines[at] {
			lines[at] = other
		} else {
			lines[at] = strings.Replace(lines[at], "盗窃罪", "诈骗罪", 1)
		}
	}
	e.write(name, strings.Join(lines, ""))
	return fmt.Sprint(name, ":", at)
}

func (e *editor) changeDataFiles() string {
	name := "content/data/审查逮捕-3.csv"
	if _, there := e.files[name]; there {
		e.remove(name)
		return "less"
	}
	e.made++
	e.write(name, caseHeading+caseRow(22, 2000+e.made)+caseRow(23, 3000+e.made))
	return "more"
}

func (e *editor) changePicture() string {
	const name = "content/manual/images/a.png"
	e.made++
	e.write(name, fmt.Sprintf("\x89PNG\r\n\x1a\n%d", e.made))
	return "again"
}

func (e *editor) changeSettings() string {
	e.made++
	switch e.dice.IntN(3) {
	case 0:
		return e.replace("config.toml", "owner = \"", fmt.Sprintf("owner = \"改%d", e.made))
	case 1:
		return e.replace("config.toml", "cutoff = 2025-12-31", "cutoff = 2025-11-30")
	}
	return e.replace("config.toml", "cutoff = 2025-11-30", "cutoff = 2025-12-31")
}

// breakFile makes a mistake that stops the update, or a warning.
func (e *editor) breakFile() string {
	name := e.one("content/")
	if e.dice.IntN(8) == 0 {
		name = "config.toml"
	}
	if _, broken := e.broken[name]; broken || name == "" {
		return ""
	}
	text := e.files[name]
	var bad string
	switch {
	case name == "config.toml":
		bad = "versoin = 1\n" + text
	case strings.HasPrefix(name, "content/data/"):
		bad = e.pick(strings.Replace(text, "受理日期", "受理日", 1), text+"乙1,东区院,某日,,,\n", text+"乙2,没有的院,2025-01-01,,,\n", text+"乙3,东区院,2025-01-01,,没有的结论,\n")
	default:
		bad = e.pick(strings.Replace(text, "title", "titel", 1), text+"\n{{没有的指标 2025}}\n", text+"\n见[别处](nowhere.md)。\n", text+"\n![没有](images/none.png)\n", "没有文件头\n",
			strings.Replace(text, "+++\n", "+++\nunknown = 1\n", 1), text+"\n{{不捕率 没有的院 2025}}\n")
	}
	e.broken[name] = text
	e.write(name, bad)
	return name
}

func (e *editor) mend() string {
	for _, name := range slices.Sorted(maps.Keys(e.broken)) {
		if e.dice.IntN(2) == 0 {
			e.mendFile(name)
			return name
		}
	}
	return ""
}

func (e *editor) mendFile(name string) {
	text := e.broken[name]
	delete(e.broken, name)
	e.write(name, text)
}

// mendAll ends all faults.
func (e *editor) mendAll() string {
	for _, name := range slices.Sorted(maps.Keys(e.broken)) {
		e.mendFile(name)
	}
	if strings.Contains(e.files["config.toml"], "2025-11-30") { // texts ask for December
		e.replace("config.toml", "cutoff = 2025-11-30", "cutoff = 2025-12-31")
	}
	return "mend all"
}
