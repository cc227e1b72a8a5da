using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using Json.Schema;

namespace CycleSim.Studies.Tests.Models;

/// <summary>What a schema refuses the reader refuses too, and no shipped model is refused.</summary>
public class SchemaTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string> Kinds => [.. ModelFileKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shipped_models_match_their_schema(string name)
    {
        (ModelFileKind kind, JsonSchema schema) = Load(name);
        foreach ((string model, string text) in kind.Texts)
        {
            JsonObject root = Parse(text);
            Assert.True(Accepts(schema, root), $"{name} {model} is refused by its schema");
            if (kind.Kind is not null)
                Assert.Equal($"../schemas/{name}.json", (string?)root["$schema"]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_schema_refuses_the_reader_refuses(string name)
    {
        (ModelFileKind kind, JsonSchema schema) = Load(name);
        HashSet<string> seen = [];
        int refused = 0;
        foreach ((string model, string text) in kind.Texts)
        {
            foreach ((string change, JsonObject root) in Changes(Parse(text), seen))
            {
                if (Accepts(schema, root))
                    continue;
                refused++;
                string changed = root.ToJsonString();
                Assert.True(IsRefused(kind, changed), $"{model}, {change}: the schema refuses, the reader accepts {changed}");
            }
        }

        // Each key was renamed, and given null.
        Assert.InRange(refused, 2 * seen.Count, int.MaxValue);
    }

    private static (ModelFileKind Kind, JsonSchema Schema) Load(string name)
    {
        ModelFileKind kind = ModelFileKind.All.Single(kind => kind.Name == name);
        return (kind, JsonSchema.FromText(SchemaWriter.Write(kind.Keys)));
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text, documentOptions: Lenient)!.AsObject();

    private static bool Accepts(JsonSchema schema, JsonObject root)
    {
        using JsonDocument document = JsonDocument.Parse(root.ToJsonString());
        return schema.Evaluate(document.RootElement).IsValid;
    }

    private static bool IsRefused(ModelFileKind kind, string text)
    {
        try
        {
            kind.Read(ConfigDocument.Parse(text, "changed.json"));
            return false;
        }
        catch (InputException)
        {
            return true;
        }
    }

    /// <summary>The same file with one key dropped, renamed, of another type or out of range; each key of a kind of object once.</summary>
    private static IEnumerable<(string Change, JsonObject Root)> Changes(JsonObject root, HashSet<string> seen)
    {
        foreach (string path in Paths(root, "$").ToArray())
        {
            if (path == "$.$schema" || !seen.Add(Regex.Replace(path, @"\[\d+\]", "[]")))
                continue;
            yield return Changed(root, path, "dropped", (parent, key) => parent.Remove(key));
            yield return Changed(root, path, "renamed", (parent, key) =>
            {
                JsonNode? value = parent[key]?.DeepClone();
                parent.Remove(key);
                parent[key + "_x"] = value;
            });
            foreach (JsonNode? value in new JsonNode?[] { null, "?", true, 7.5, -1e20, 1e20, new JsonArray(), new JsonObject() })
                yield return Changed(root, path, $"set to {value?.ToJsonString() ?? "null"}", (parent, key) => parent[key] = value);
        }
    }

    private static (string Change, JsonObject Root) Changed(JsonObject root, string path, string change, Action<JsonObject, string> make)
    {
        JsonObject copy = root.DeepClone().AsObject();
        JsonNode node = copy;
        string[] steps = [.. Regex.Matches(path, @"\.([^.\[]+)|\[(\d+)\]").Select(match => match.Value)];
        foreach (string step in steps[..^1])
            node = step[0] == '.'
                ? node[step[1..]]!
                : node[int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]!;
        make(node.AsObject(), steps[^1][1..]);
        return ($"{path} {change}", copy);
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject json => json.SelectMany(member => Paths(member.Value, $"{path}.{member.Key}").Prepend($"{path}.{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Paths(item, $"{path}[{index}]")),
        _ => [],
    };
}
