using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>A size in bytes: a string such as "48 MiB", or a whole number.</summary>
internal sealed class BytesType : KeyType<long>
{
    internal override string Text => "size: a string such as \"48 MiB\", or a whole number of bytes";

    internal override long Read(ConfigValue value) => ValueReader.Bytes(value, 1, long.MaxValue);

    internal override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "integer"), ["minimum"] = 1 };

    internal override string Show(long value) => ByteSize.Format(value);
}
