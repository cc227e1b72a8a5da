using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>An object with keys of the file it stands in, which are checked where the file is read with them.</summary>
internal sealed class ChangeType : KeyType<ConfigObject>
{
    internal override string Text => "object: keys as in this file";

    internal override ConfigObject Read(ConfigValue value) => ValueReader.Object(value);

    internal override JsonObject Schema() => new() { ["type"] = "object" };
}
