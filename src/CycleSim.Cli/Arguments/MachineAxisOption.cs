using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Studies.Plans;

namespace CycleSim.Cli.Arguments;

/// <summary>Reads `--axis KEY=VALUE,VALUE`: numbers, true and false are what they are in a file, all else is text.</summary>
internal static class MachineAxisOption
{
    internal static MachineAxes Read(string option, IReadOnlyList<string> axes)
    {
        var lists = new JsonObject();
        foreach (string axis in axes)
        {
            int equals = axis.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? axis : axis[..equals];
            if (equals <= 0 || equals == axis.Length - 1)
                throw new InputException($"{option} {axis}: give a key and its values, e.g. residency=atomic,tiled");
            if (!lists.TryAdd(key, new JsonArray([.. axis[(equals + 1)..].Split(',').Select(Value)])))
                throw new InputException($"{option} {axis}: key \"{key}\" is there twice");
        }

        return MachineAxes.Of(ConfigDocument.Parse(lists.ToJsonString(), option));
    }

    private static JsonNode? Value(string text) => text switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when NumberText.TryDouble(text, out double number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
