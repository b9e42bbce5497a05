package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// jsonSchemas are the files of schema/ by the name of the schema that they describe.
type jsonSchemas map[string]map[string]any

// schemaFiles are embedded for FuzzCommands: where OSS-Fuzz runs it there are no sources.
//
//go:embed schema
var schemaFiles embed.FS

func readSchemas(t testing.TB) jsonSchemas {
	t.Helper()
	all := jsonSchemas{}
	for _, name := range []string{decodeSchema, scanSchema} {
		base := strings.ReplaceAll(strings.TrimPrefix(name, "mmsguard."), "/", ".")
		b, err := schemaFiles.ReadFile("schema/" + base + ".schema.json")
		require.NoError(t, err)
		var s map[string]any
		require.NoError(t, json.Unmarshal(b, &s), base)
		all[name] = s
	}
	return all
}

// check validates every object of b by the schema that it names.
func (all jsonSchemas) check(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	for d.More() {
		var v map[string]any
		if err := d.Decode(&v); err != nil {
			return err
		}
		name, _ := v["schema"].(string)
		root := all[name]
		if root == nil {
			return fmt.Errorf("no schema %q", name)
		}
		c := schemaCheck{root}
		if err := c.value(root, v, ""); err != nil {
			return err
		}
	}
	return nil
}

// schemaCheck knows the part of JSON Schema that the files use; any other keyword is an error. It is stricter than they
// are in one thing: a key that is not described is an error too, so that nothing goes undocumented.
type schemaCheck struct{ root map[string]any }

// annotations are the keywords that judge nothing.
var annotations = []string{"$schema", "$id", "$defs", "title", "description"}

func (c *schemaCheck) value(schema map[string]any, v any, at string) error {
	if ref, ok := schema["$ref"].(string); ok {
		target, ok := c.root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		if !ok {
			return fmt.Errorf("%s: no %s", at, ref)
		}
		return c.value(target, v, at)
	}
	for _, key := range slices.Sorted(maps.Keys(schema)) {
		if slices.Contains(annotations, key) {
			continue
		}
		if err := c.keyword(schema, key, v, at); err != nil {
			return err
		}
	}
	return nil
}

func (c *schemaCheck) keyword(schema map[string]any, key string, v any, at string) error {
	arg := schema[key]
	ok := true
	switch key {
	case "type":
		ok = hasType(v, arg.(string))
	case "const":
		ok = reflect.DeepEqual(v, arg)
	case "enum":
		ok = slices.Contains(arg.([]any), v)
	case "minimum":
		n, number := v.(float64)
		ok = !number || n >= arg.(float64)
	case "pattern":
		s, text := v.(string)
		ok = !text || matches(arg.(string), s)
	case "required":
		object, is := v.(map[string]any)
		for _, name := range arg.([]any) {
			if _, there := object[name.(string)]; is && !there {
				return fmt.Errorf("%s: no %v", at, name)
			}
		}
	case "properties":
		object, _ := v.(map[string]any)
		for name, x := range object {
			s, described := arg.(map[string]any)[name].(map[string]any)
			if !described {
				if schema["additionalProperties"] == nil {
					return fmt.Errorf("%s/%s is not described", at, name)
				}
				continue
			}
			if err := c.value(s, x, at+"/"+name); err != nil {
				return err
			}
		}
	case "additionalProperties":
		object, _ := v.(map[string]any)
		known, _ := schema["properties"].(map[string]any)
		for name, x := range object {
			if _, ok := known[name]; !ok {
				if err := c.value(arg.(map[string]any), x, at+"/"+name); err != nil {
					return err
				}
			}
		}
	case "items":
		list, _ := v.([]any)
		for i, x := range list {
			if err := c.value(arg.(map[string]any), x, fmt.Sprint(at, "/", i)); err != nil {
				return err
			}
		}
	case "anyOf":
		ok = slices.ContainsFunc(arg.([]any), func(s any) bool { return c.value(s.(map[string]any), v, at) == nil })
	default:
		return fmt.Errorf("keyword %s", key)
	}
	if ok {
		return nil
	}
	return fmt.Errorf("%s: %s %v: %v", at, key, arg, v)
}

// patterns holds the regular expressions of the schemas, which are many to compile for each string.
var patterns sync.Map

func matches(pattern, s string) bool {
	p, ok := patterns.Load(pattern)
	if !ok {
		p, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	}
	return p.(*regexp.Regexp).MatchString(s)
}

func hasType(v any, name string) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case float64:
		return name == "number" || name == "integer" && v == math.Trunc(v)
	case []any:
		return name == "array"
	case map[string]any:
		return name == "object"
	}
	return false
}

// TestSchemaCheck holds the validator itself: each document is valid or not, as it says.
func TestSchemaCheck(t *testing.T) {
	const schema = `{"type":"object","required":["schema"],"properties":{
		"schema":{"const":"s"},"n":{"type":"integer","minimum":0},"e":{"enum":["a","b"]},"h":{"pattern":"^[0-9a-f]*$"},
		"l":{"type":"array","items":{"$ref":"#/$defs/x"}},"m":{"type":"object","additionalProperties":{"type":"string"}},
		"v":{"anyOf":[{"type":"null"},{"type":"string"}]}},"$defs":{"x":{"type":"boolean"}}}`
	var s map[string]any
	require.NoError(t, json.Unmarshal([]byte(schema), &s))
	all := jsonSchemas{"s": s}
	for doc, valid := range map[string]bool{
		`{"schema":"s","n":3,"e":"b","h":"0f","l":[true,false],"m":{"a":"b"},"v":null}`: true,
		`{"schema":"s"}`: true, `{"schema":"t"}`: false, `{}`: false, `{"schema":"s","n":-1}`: false,
		`{"schema":"s","n":1.5}`: false, `{"schema":"s","n":"1"}`: false, `{"schema":"s","e":"c"}`: false,
		`{"schema":"s","h":"0F"}`: false, `{"schema":"s","l":[1]}`: false, `{"schema":"s","m":{"a":1}}`: false,
		`{"schema":"s","v":1}`: false, `{"schema":"s","other":1}`: false, `{"schema":"s"}{"schema":"s","n":[]}`: false,
	} {
		assert.Equal(t, valid, all.check([]byte(doc)) == nil, doc)
	}
}

// TestSchemas validates what is written of all messages, and that the schemas and JSON.md describe nothing else.
func TestSchemas(t *testing.T) {
	schemas := readSchemas(t)
	doc, err := os.ReadFile("JSON.md")
	require.NoError(t, err)
	for name, schema := range schemas {
		assert.Contains(t, string(doc), name)
		for _, key := range schemaKeys(schema) {
			assert.Contains(t, string(doc), "`"+key+"`", "JSON.md does not describe %s of %s", key, name)
		}
	}
	atRoot(t)
	for _, args := range []string{
		"decode -format json", "decode -format json -data", "scan -format json", "scan -format jsonl -pii -mmsc mmsc.example.org",
	} {
		status, stdout, _ := mmscan(t, "", append(strings.Fields(args), messages)...)
		assert.Equal(t, exitOK, status, args)
		assert.NoError(t, schemas.check([]byte(stdout)), args)
	}
	for _, args := range []string{"scan -format json", "scan -format jsonl -pii"} {
		_, stdout, _ := mmscan(t, "", append(strings.Fields(args), "testdata/media", "go.mod")...)
		assert.NoError(t, schemas.check([]byte(stdout)), args)
	}
}

// schemaKeys returns the names of all properties in a schema.
func schemaKeys(v any) (keys []string) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			keys = append(keys, schemaKeys(x)...)
		}
	case map[string]any:
		properties, _ := v["properties"].(map[string]any)
		keys = append(keys, slices.Sorted(maps.Keys(properties))...)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			keys = append(keys, schemaKeys(v[name])...)
		}
	}
	return keys
}
