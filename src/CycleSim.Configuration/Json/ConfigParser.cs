using System.Text;
using System.Text.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Json;

/// <summary>Builds the tree from the tokens of one text.</summary>
internal sealed class ConfigParser(byte[] text, string source)
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = ConfigDocument.MaxDepth,
    };

    private readonly TextPosition _position = new(text);
    private int _values;

    public ConfigObject Parse()
    {
        Utf8JsonReader reader = new(text, Options);
        try
        {
            reader.Read();
            _position.MoveTo(reader.TokenStartIndex);
            (int line, int column) = (_position.Line, _position.Column);
            ConfigValue root = ReadValue(ref reader, ConfigPath.Root);

            // Reading on makes the reader complain about anything that follows.
            reader.Read();
            return root.Object ?? throw Malformed(line, column, $"the root must be an object, found {root.KindName}");
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }
    }

    private ConfigValue ReadValue(ref Utf8JsonReader reader, ConfigPath path)
    {
        _position.MoveTo(reader.TokenStartIndex);
        (int line, int column) = (_position.Line, _position.Column);
        if (++_values > ConfigDocument.MaxValues)
            throw Malformed(line, column, $"has more than {ConfigDocument.MaxValues} values");
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new(JsonValueKind.Object, source, path, line, column) { Object = ReadObject(ref reader, path, line, column) };
            case JsonTokenType.StartArray:
                return new(JsonValueKind.Array, source, path, line, column) { Items = ReadArray(ref reader, path) };
            case JsonTokenType.String:
                return new(JsonValueKind.String, source, path, line, column) { Text = ReadString(ref reader) };
            case JsonTokenType.Number:
                return new(JsonValueKind.Number, source, path, line, column) { Text = Encoding.ASCII.GetString(reader.ValueSpan) };
            case JsonTokenType.True:
                return new(JsonValueKind.True, source, path, line, column);
            case JsonTokenType.False:
                return new(JsonValueKind.False, source, path, line, column);
            default:
                return new(JsonValueKind.Null, source, path, line, column);
        }
    }

    private ConfigObject ReadObject(ref Utf8JsonReader reader, ConfigPath path, int line, int column)
    {
        ConfigObject result = new(source, path, line, column);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _position.MoveTo(reader.TokenStartIndex);
            (int keyLine, int keyColumn) = (_position.Line, _position.Column);
            string key = ReadString(ref reader);
            reader.Read();
            if (!result.TryAdd(key, keyLine, keyColumn, ReadValue(ref reader, path.Of(key))))
                throw Malformed(keyLine, keyColumn, $"{result.PathOf(key)}: key is given twice");
        }

        return result;
    }

    private List<ConfigValue> ReadArray(ref Utf8JsonReader reader, ConfigPath path)
    {
        List<ConfigValue> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, path.Of(items.Count)));
        return items;
    }

    private string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader checks escapes only when it decodes them.
            throw Malformed(_position.Line, _position.Column, "the string has an unpaired surrogate escape");
        }
    }

    private InputException Malformed(JsonException error)
    {
        TextPosition position = new(text);
        long lineStart = 0;
        for (long line = error.LineNumber ?? 0; line > 0; line--)
            lineStart = Array.IndexOf(text, (byte)'\n', (int)lineStart) + 1;
        position.MoveTo(lineStart + (error.BytePositionInLine ?? 0));

        // The reader appends its own, zero-based position.
        int tail = error.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        string problem = tail < 0 ? error.Message : error.Message[..tail];
        return Malformed(position.Line, position.Column, $"malformed JSON: {problem}");
    }

    private InputException Malformed(int line, int column, string problem) => new($"{source}({line},{column}): {problem}");
}
