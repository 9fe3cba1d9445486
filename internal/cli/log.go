package cli

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"os"

	"anjian/internal/build"
	"anjian/internal/gate"
	"anjian/internal/source"
	"anjian/internal/status"
)

// logging is what --log and --log-file ask for. The log is for machines and for who runs them: one
// English word for each event, counts, codes, names of files, and never a cell, a name of a person or
// what was searched for; so no message of an error, which may quote a word of the inputs, goes into it.
type logging struct {
	format, file string

	to     *slog.Logger
	closer io.Closer
}

// formats of the log.
const (
	logText = "text"
	logJSON = "json"
	logOff  = "off"
)

// open begins the log of a run.
func (l *logging) open(errOut io.Writer, run, command string) error {
	format := l.format
	if format == "" {
		format = logOff
		if l.file != "" {
			format = logText
		}
	}
	to := errOut
	if l.file != "" && format != logOff {
		f, err := os.OpenFile(l.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640)
		if err != nil {
			return usage("日志文件“"+l.file+"”打不开", "换一个能写的文件，或者先建好它所在的文件夹")
		}
		to, l.closer = f, f
	}
	var h slog.Handler
	switch format {
	case logText:
		h = slog.NewTextHandler(to, nil)
	case logJSON:
		h = slog.NewJSONHandler(to, nil)
	case logOff:
		h = slog.DiscardHandler
	default:
		return usage("--log 的值“"+format+"”不合要求", "写作 text、json 或 off")
	}
	l.to = slog.New(h).With("run", run)
	l.to.Info("run-started", "command", command, "version", Version)
	return nil
}

// logger never is nil.
func (l *logging) logger() *slog.Logger {
	if l.to == nil {
		return slog.New(slog.DiscardHandler)
	}
	return l.to
}

// end tells how the run ended.
func (l *logging) end(code int, seconds float64) {
	if code == exitDone || code == exitUnchanged {
		l.logger().Info("run-finished", "exit", code, "seconds", seconds)
	} else {
		l.logger().Error("run-failed", "exit", code, "why", whyFailed[code], "seconds", seconds)
	}
	if l.closer != nil {
		_ = l.closer.Close() // nothing is left to tell it to
	}
}

// whyFailed names the exit codes in the log.
var whyFailed = map[int]string{
	exitInternal: "internal", exitUsage: "usage", exitGate: "gate-refused", exitData: "data", exitSource: "source-missing",
	exitLocked: "locked", exitInterrupted: "interrupted",
}

// stepNames are the steps of an update in the log.
var stepNames = map[string]string{
	"读取": "read", "计算": "compute", "生成": "render", "索引": "index", "核对": "verify", "发布": "publish",
}

// outcome logs what an update did, or found.
func (l *logging) outcome(r *build.Report, err error) {
	log := l.logger()
	for _, c := range counts(found(r, err)) {
		log.Warn("findings-counted", "code", c.Code, "fault", c.Fault, "file", c.File, "count", c.N)
	}
	if refusal, ok := errors.AsType[*gate.Refusal](err); ok {
		for _, c := range refused(refusal) {
			log.Error("gate-found", "class", c.Title, "count", c.N)
		}
	}
	if r == nil {
		return
	}
	for _, s := range r.Sources {
		log.Info("source-read", "dataset", s.Dataset, "file", s.File, "rows", s.Rows)
	}
	if err != nil {
		return
	}
	for _, t := range r.Trees() {
		event := "edition-published"
		if t.Publish.Unchanged {
			event = "edition-unchanged"
		}
		log.Info(event, "edition", t.Edition.Key(), "tree", t.ID(), "pages", t.Pages, "written", t.Publish.Written, "linked", t.Publish.Linked,
			"removed", t.Publish.Removed, "bytes", t.Publish.Bytes)
		if len(t.Publish.Warnings) > 0 {
			log.Warn("publish-warned", "edition", t.Edition.Key(), "count", len(t.Publish.Warnings))
		}
	}
	if r.Lists.Out != "" {
		log.Info("lists-written", "written", r.Lists.Publish.Written, "linked", r.Lists.Publish.Linked, "removed", r.Lists.Publish.Removed)
	}
}

// found are the findings of a run, whether it stopped or not.
func found(r *build.Report, err error) *source.List {
	if list, ok := errors.AsType[*source.List](err); ok {
		return list
	}
	if r != nil {
		return r.Findings
	}
	return nil
}

// newRun names a run; runs that begin at one moment differ.
func (a *app) newRun() string {
	var salt [3]byte
	_, _ = rand.Read(salt[:]) // which never fails
	return status.RunID(a.now, hex.EncodeToString(salt[:]))
}
