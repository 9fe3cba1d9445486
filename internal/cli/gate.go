package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/source"
)

const gateHelp = `检查任意一个文件夹里有没有不得公开的内容，供更新以外的人复核

读每个文件的最终内容：网页、数据、搜索索引、工作簿、表格、图片附带的信息和文件名；查公民身份号码、电话、
银行卡号、住址、车牌、姓名、案号、密级标志等。按版本的规矩放行：内部、领导版可以有案号和承办人姓名，对外提供稿
都不可以有。文件夹里有清单（manifest.json）的，还核对有没有清单以外的文件。
也可以只查一个文件。压缩包、PDF、Word 文档、链接、打不开的和超过 256 MB 的读不了，逐个指出，不算通过。
发现问题，退出码为 3。报告只写位置、类型和星号，不写内容本身。`

// gateCommand lets a second person read a finished folder.
func gateCommand(a *app) *cobra.Command {
	var in build.Inspection
	var names string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "gate 文件夹",
		Short: "检查一个文件夹里有没有不得公开的内容",
		Long:  gateHelp,
		Example: "  anjian gate public\n  anjian gate handout/2025-npc/01 --edition 对外提供稿 --names 姓名.txt\n" +
			"  anjian gate public --json",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usage("没有写要检查的文件夹", "例如 anjian gate public")
			case len(args) > 1:
				return usage("多余的参数“"+args[1]+"”", "一次检查一个文件夹")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := toInspect(args[0], &in); err != nil {
				return err
			}
			if in.Edition != "" && !slices.Contains(edition.Audiences(), in.Edition) {
				return usage("没有版本“"+in.Edition+"”", source.Suggest(in.Edition, edition.Audiences()))
			}
			if names != "" {
				var err error
				if in.Names, err = readNames(names); err != nil {
					return err
				}
			}
			o, err := a.options()
			if err != nil {
				return err
			}
			found, err := build.Inspect(cmd.Context(), o, in)
			if err != nil {
				return err
			}
			if found.Files == 0 && len(found.Findings) == 0 {
				return usage("文件夹“"+in.Folder+"”里没有文件，没有可查的", "核对文件夹是否写对、文件是否拷全")
			}
			return a.tellInspected(found, in.File == "", asJSON)
		},
	}
	cmd.Flags().StringVarP(&in.Edition, "edition", "e", "", "按这个`版本`的规矩检查；默认按文件夹里的清单，没有清单的按对外提供稿")
	cmd.Flags().StringVar(&names, "names", "", "要查的姓名，一行一个的文本`文件`；承办人的姓名后面写“,承办人”")
	cmd.Flags().BoolVar(&asJSON, "json", false, "以 JSON 输出")
	return cmd
}

// toInspect says what is to be read at a place: a folder, or a single file.
func toInspect(place string, in *build.Inspection) error {
	info, err := os.Stat(place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usage("没有文件夹“"+place+"”", "写明要检查的文件夹，例如 public")
	case err != nil:
		return usage("文件夹“"+place+"”打不开", "核对有没有读取的权限，盘是否还接着")
	case info.IsDir():
		in.Folder = place
		return nil
	case !info.Mode().IsRegular():
		return usage("“"+place+"”不是文件夹，也不是普通文件", "写明要检查的文件夹，例如 public")
	}
	file, err := filepath.EvalSymlinks(place)
	if err != nil {
		return fmt.Errorf("find file: %w", err)
	}
	in.Folder, in.File = filepath.Split(file)
	if in.Folder == "" {
		in.Folder = "."
	}
	return nil
}

// readNames reads a list of names. What it says of a fault holds no name.
func readNames(file string) ([]edition.Name, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, usage("读不了姓名文件“"+file+"”", "写明一个文本文件，一行一个姓名")
	}
	if !utf8.Valid(text) {
		return nil, usage("姓名文件“"+filepath.Base(file)+"”不是 UTF-8", "用记事本另存，编码选 UTF-8")
	}
	var list []edition.Name
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		name, role, _ := strings.Cut(strings.TrimSpace(strings.ReplaceAll(line, "，", ",")), ",")
		if name = strings.TrimSpace(name); name != "" {
			list = append(list, edition.Name{Text: name, Handler: strings.TrimSpace(role) == "承办人"})
		}
	}
	if len(list) == 0 {
		return nil, usage("姓名文件“"+filepath.Base(file)+"”里没有姓名", "一行写一个姓名")
	}
	return list, nil
}

// inspectedFile is the answer as programs read it.
type inspectedFile struct {
	Edition  string           `json:"edition"`
	Files    int              `json:"files"`
	Listed   bool             `json:"listed"`
	Names    int              `json:"names"`
	Waived   int              `json:"waived"`
	Findings []inspectedThing `json:"findings"`
}

type inspectedThing struct {
	File        string `json:"file"`
	Line        int    `json:"line,omitempty"`
	Column      int    `json:"column,omitempty"`
	Class       string `json:"class"`
	Excerpt     string `json:"excerpt,omitempty"`
	Fingerprint string `json:"fingerprint,omitempty"`
}

// tellInspected prints what was found, and hands the refusal on.
func (a *app) tellInspected(found *build.Inspected, folder, asJSON bool) error {
	if asJSON {
		file := inspectedFile{found.Edition.Name, found.Files, found.Listed, found.Names, found.Waived, []inspectedThing{}}
		for _, f := range found.Findings {
			file.Findings = append(file.Findings, inspectedThing{f.File, f.Line, f.Column, string(f.Class), f.Excerpt, f.Fingerprint})
		}
		out := json.NewEncoder(a.out)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		if err := out.Encode(file); err != nil {
			return err
		}
	} else if !a.quiet {
		fmt.Fprintf(a.out, "按“%s”版检查了 %d 个文件", found.Edition.Name, found.Files)
		if found.Names > 0 {
			fmt.Fprintf(a.out, "，查了 %d 个姓名", found.Names)
		}
		if found.Waived > 0 {
			fmt.Fprintf(a.out, "，放行 %d 处", found.Waived)
		}
		fmt.Fprintln(a.out)
		switch {
		case found.Strange:
			fmt.Fprintln(a.out, "manifest.json 不是本程序写的清单，或者已经损坏，不能核对有没有多出的文件")
		case !found.Listed && folder:
			fmt.Fprintln(a.out, "文件夹里没有清单，不能核对有没有多出的文件")
		}
		if found.Names == 0 {
			fmt.Fprintln(a.out, "没有给姓名文件（--names），只查得到带有“被告人”等称谓的姓名")
		}
		if len(found.Findings) == 0 {
			fmt.Fprintln(a.out, "没有发现不得公开的内容")
		}
	}
	if err := gate.Err(found.Findings); err != nil {
		return &inspectedError{refusal: err.(*gate.Refusal), silent: asJSON}
	}
	return nil
}

// An inspectedError is a refusal of a folder that nobody is about to publish.
type inspectedError struct {
	refusal *gate.Refusal
	silent  bool // told already
}

func (e *inspectedError) Error() string {
	if e.silent {
		return ""
	}
	unread := 0
	for _, f := range e.refusal.Findings {
		if f.Class == gate.Unreadable || f.Class == gate.Unknown {
			unread++
		}
	}
	var counts []string
	if n := len(e.refusal.Findings) - unread; n > 0 {
		counts = append(counts, fmt.Sprintf("%d 处不得公开的内容", n))
	}
	if unread > 0 {
		counts = append(counts, fmt.Sprintf("%d 处读不了、没有查的", unread))
	}
	return fmt.Sprintf("%s\n共 %s", e.refusal, strings.Join(counts, "，"))
}
