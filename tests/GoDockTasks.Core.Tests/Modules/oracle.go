// The oracle answers questions with Go's own code: module golang.org/x/mod as it stands in a GOROOT, next to which GoOracle.cs
// puts this file at test time.
//
// Usage: oracle questions.json answers.json, where the questions are a list of lists of strings (what is asked, and its
// arguments) and the answers a list of strings.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"go/version"
	"log"
	"os"
	"strings"
	"unicode"

	"golang.org/x/mod/internal/gover"
	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

func main() {
	input, err := os.ReadFile(os.Args[1])
	check(err)
	var questions [][]string
	check(json.Unmarshal(input, &questions))
	answers := make([]string, len(questions))
	for i, question := range questions {
		answers[i] = answer(question[0], question[1:])
	}
	output, err := json.Marshal(answers)
	check(err)
	check(os.WriteFile(os.Args[2], output, 0o666))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func answer(question string, args []string) string {
	switch question {
	case "semver.Compare":
		return fmt.Sprint(semver.Compare(args[0], args[1]))
	case "semver":
		v := args[0]
		return join(semver.IsValid(v), semver.Canonical(v), semver.Major(v), semver.Prerelease(v), semver.Build(v),
			module.CanonicalVersion(v), module.IsPseudoVersion(v))
	case "gover.Compare":
		return fmt.Sprint(gover.Compare(args[0], args[1]))
	case "gover":
		return join(gover.IsValid(args[0]), gover.Lang(args[0]), modfile.GoVersionRE.MatchString(args[0]))
	case "go/version.Compare":
		return fmt.Sprint(version.Compare(args[0], args[1]))
	case "go/version":
		return join(version.IsValid(args[0]), strings.TrimPrefix(version.Lang(args[0]), "go"))
	case "path":
		prefix, major, ok := module.SplitPathVersion(args[0])
		return join(module.CheckPath(args[0]) == nil, module.CheckImportPath(args[0]) == nil, prefix, major, ok)
	case "escape":
		path, pathErr := module.EscapePath(args[0])
		v, versionErr := module.EscapeVersion(args[0])
		return join(path, pathErr == nil, v, versionErr == nil)
	case "unescape":
		path, pathErr := module.UnescapePath(args[0])
		v, versionErr := module.UnescapeVersion(args[0])
		return join(path, pathErr == nil, v, versionErr == nil)
	case "major":
		return fmt.Sprint(module.CheckPathMajor(args[0], args[1]) == nil)
	case "match":
		return fmt.Sprint(module.MatchPrefixPatterns(args[0], args[1]))
	case "unicode.IsPrint":
		return printable()
	case "mod":
		return mod(decode(args[0]))
	case "work":
		return work(decode(args[0]))
	}
	log.Fatalf("unknown question %q", question)
	return ""
}

func join(values ...any) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = fmt.Sprint(value)
	}
	return strings.Join(texts, "|")
}

// A 1 or 0 for each code point.
func printable() string {
	all := make([]byte, unicode.MaxRune+1)
	for r := range all {
		all[r] = '0'
		if unicode.IsPrint(rune(r)) {
			all[r] = '1'
		}
	}
	return string(all)
}

func decode(text string) []byte {
	data, err := base64.StdEncoding.DecodeString(text)
	check(err)
	return data
}

// "refused", and the line of each error: of a block without an end, the line where it starts. A module line after one that is
// wrong isn't one too many.
func refusal(err error) string {
	lines := "refused"
	for i, e := range err.(modfile.ErrorList) {
		line := e.Pos.Line
		if i > 0 && strings.Contains(e.Error(), "repeated module") {
			continue
		}
		if _, start, found := strings.Cut(e.Error(), "unterminated block started at go."); found {
			fmt.Sscanf(start[strings.Index(start, ":")+1:], "%d", &line)
		}
		lines += fmt.Sprint(" ", line)
	}
	return lines
}

// A row for each directive: the line and the rune in it where Go has it start, then its values. As JSON.
type listing [][]string

func (l *listing) add(line *modfile.Line, values ...any) {
	row := []string{fmt.Sprint(line.Start.Line), fmt.Sprint(line.Start.LineRune)}
	for _, value := range values {
		row = append(row, fmt.Sprint(value))
	}
	*l = append(*l, row)
}

func (l *listing) String() string {
	data, err := json.Marshal(*l)
	check(err)
	return string(data)
}

func mod(data []byte) string {
	f, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		return refusal(err)
	}
	l := listing{}
	if f.Module != nil {
		l.add(f.Module.Syntax, "module", f.Module.Mod.Path, f.Module.Deprecated)
	}
	if f.Go != nil {
		l.add(f.Go.Syntax, "go", f.Go.Version)
	}
	if f.Toolchain != nil {
		l.add(f.Toolchain.Syntax, "toolchain", f.Toolchain.Name)
	}
	l.addGodebug(f.Godebug)
	for _, x := range f.Require {
		l.add(x.Syntax, "require", x.Mod.Path, x.Mod.Version, x.Indirect)
	}
	for _, x := range f.Exclude {
		l.add(x.Syntax, "exclude", x.Mod.Path, x.Mod.Version)
	}
	l.addReplace(f.Replace)
	for _, x := range f.Retract {
		l.add(x.Syntax, "retract", x.Low, x.High, x.Rationale)
	}
	for _, x := range f.Tool {
		l.add(x.Syntax, "tool", x.Path)
	}
	for _, x := range f.Ignore {
		l.add(x.Syntax, "ignore", x.Path)
	}
	return l.String()
}

func work(data []byte) string {
	f, err := modfile.ParseWork("go.work", data, nil)
	if err != nil {
		return refusal(err)
	}
	l := listing{}
	if f.Go != nil {
		l.add(f.Go.Syntax, "go", f.Go.Version)
	}
	if f.Toolchain != nil {
		l.add(f.Toolchain.Syntax, "toolchain", f.Toolchain.Name)
	}
	l.addGodebug(f.Godebug)
	for _, x := range f.Use {
		l.add(x.Syntax, "use", x.Path)
	}
	l.addReplace(f.Replace)
	return l.String()
}

func (l *listing) addGodebug(all []*modfile.Godebug) {
	for _, x := range all {
		l.add(x.Syntax, "godebug", x.Key, x.Value)
	}
}

func (l *listing) addReplace(all []*modfile.Replace) {
	for _, x := range all {
		l.add(x.Syntax, "replace", x.Old.Path, x.Old.Version, x.New.Path, x.New.Version)
	}
}
