using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CycleSim.Configuration.Keys;

/// <summary>Writes the JSON schema (draft 7, which editors know) of a file whose keys are declared.</summary>
public static class SchemaWriter
{
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The schema of a file. What it refuses, the reader refuses too; the reader checks more.</summary>
    /// <param name="root">The keys of the file's root.</param>
    /// <returns>JSON, with a line feed at its end.</returns>
    public static string Write(ObjectKeys root)
    {
        ArgumentNullException.ThrowIfNull(root);
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = $"CycleSim {root.Name}",
        };
        foreach ((string key, JsonNode? value) in root.Schema().ToArray())
            schema[key] = value?.DeepClone();
        schema["properties"]!.AsObject().Insert(0, "$schema", new JsonObject());

        JsonObject definitions = [];
        foreach (ObjectKeys keys in Reachable(root).Where(keys => keys != root))
            definitions.Add(Slug(keys), keys.Schema());
        if (definitions.Count > 0)
            schema["definitions"] = definitions;
        return schema.ToJsonString(Indented) + "\n";
    }

    /// <summary>An object and all objects within it, each once, outermost first.</summary>
    internal static IReadOnlyList<ObjectKeys> Reachable(ObjectKeys root)
    {
        List<ObjectKeys> found = [];
        void Add(ObjectKeys keys)
        {
            if (found.Contains(keys))
                return;
            found.Add(keys);
            foreach (KeySet set in keys.Sets.Where(set => set != keys))
                Add(set);
            if (keys is KeySet own)
                foreach (DeclaredKey key in own.All)
                    if (key.Inner is { } inner)
                        Add(inner);
        }

        Add(root);
        return found;
    }

    internal static JsonObject Object(KeySet keys)
    {
        JsonObject properties = [];
        foreach (DeclaredKey key in keys.All)
        {
            properties.Add(key.Name, Property(key));
            foreach (string old in key.FormerNames)
            {
                JsonObject property = key.Schema();
                property["description"] = $"Old name of {key.Name}.";
                property["deprecated"] = true;
                properties.Add(old, property);
            }
        }

        JsonObject schema = new() { ["type"] = "object", ["description"] = keys.Meaning, ["properties"] = properties };
        JsonArray required = [.. keys.All.Where(key => key.IsRequired && key.FormerNames.IsEmpty).Select(key => (JsonNode)key.Name)];
        if (required.Count > 0)
            schema["required"] = required;
        JsonArray rules = [.. keys.Alternatives.Select(group => OneOf(group.SelectMany(Names)))];
        foreach (DeclaredKey key in keys.All.Where(key => key.IsRequired && !key.FormerNames.IsEmpty))
            rules.Add(OneOf(Names(key)));
        if (rules.Count > 0)
            schema["allOf"] = rules;
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>A key's value with what it means.</summary>
    internal static JsonObject Property(DeclaredKey key)
    {
        JsonObject schema = key.Schema();
        string description = Description(key);

        // Beside "$ref" draft 7 ignores everything.
        if (schema.Remove("$ref", out JsonNode? reference))
            schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference });
        schema.Insert(0, "description", description);
        return schema;
    }

    internal static JsonObject Reference(ObjectKeys keys) => new() { ["$ref"] = $"#/definitions/{Slug(keys)}" };

    internal static JsonObject Case(JsonObject condition, KeySet keys) => new() { ["if"] = condition, ["then"] = Reference(keys) };

    /// <summary>The name of an object as a link within the reference page.</summary>
    internal static string Link(ObjectKeys keys) => $"[{keys.Name}](#{keys.Name.Replace(' ', '-').ToLowerInvariant()})";

    internal static string Join(string type, string range) => range.Length == 0 ? type : $"{type}, {range}";

    private static string Slug(ObjectKeys keys) => keys.Name.Replace(' ', '_').Replace('-', '_');

    private static IEnumerable<string> Names(DeclaredKey key) => key.FormerNames.Prepend(key.Name);

    private static JsonObject OneOf(IEnumerable<string> names) =>
        new() { ["oneOf"] = new JsonArray([.. names.Select(name => (JsonNode)new JsonObject { ["required"] = new JsonArray(name) })]) };

    private static string Description(DeclaredKey key)
    {
        string unit = key.Unit.Length == 0 ? "" : $" In {key.Unit}.";
        string missing = key.WhenMissing.Length == 0 ? "" : $" Missing: {key.WhenMissing}.";
        string choices = string.Concat(key.Choices.Select(choice => $"\n{choice.Value}: {choice.Meaning}"));
        return key.Meaning + unit + missing + choices;
    }
}
