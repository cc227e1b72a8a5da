using System.Collections.Immutable;
using System.Text;
using CsCheck;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Configuration.Tests.Json;

public class ConfigDocumentTests
{
    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        ConfigObject root = ConfigDocument.Parse("\uFEFF{ // rows\n \"rows\": 4, /* columns */ \"columns\": [1, 2,], }", "a.json");
        KeySet keys = new("object", "");
        Key<int> rows = keys.Int("rows", "", 1, 8);
        Key<ImmutableArray<double>> columns = keys.Numbers("columns", "", 0, 9);
        KeyValues values = keys.Read(root);
        Assert.Equal(4, values.Get(rows));
        Assert.Equal([1, 2], values.Get(columns).ToArray());
        Assert.Equal(["rows", "columns"], root.Keys);
    }

    [Fact]
    public void Lines_and_columns_count_characters_from_one()
    {
        ConfigObject root = ConfigDocument.Parse("{\n  \"é\": 1, \"a\":\n {\"b\": 2}}", "a.json");
        ConfigObject a = root.Object("a");
        Assert.Equal((1, 1, ""), (root.Line, root.Column, root.Path));
        Assert.Equal((3, 2, "a"), (a.Line, a.Column, a.Path));
        Assert.Equal("a.json(2,8): é = 1: no", root.Error("é", "no").Message);
        Assert.Equal("a.json(3,8): a.b = 2: no", a.Error("b", "no").Message);
    }

    [Theory]
    [InlineData("", "a.json(1,1): malformed JSON: ")]
    [InlineData("{", "a.json(1,2): malformed JSON: ")]
    [InlineData("{\n \"a\": NaN}", "a.json(2,7): malformed JSON: ")]
    [InlineData("{\n \"a\": Infinity}", "a.json(2,7): malformed JSON: ")]
    [InlineData("{\"é\": 'x'}", "a.json(1,7): malformed JSON: ")]
    [InlineData("{} {}", "a.json(1,4): malformed JSON: ")]
    [InlineData("[1]", "a.json(1,1): the root must be an object, found array")]
    [InlineData("\n  7", "a.json(2,3): the root must be an object, found number")]
    [InlineData("{\"b\": {\"a\": 1,\n \"a\": 1}}", "a.json(2,2): b.a: key is given twice")]
    [InlineData("{\"a\": \"\\ud800\"}", "a.json(1,7): the string has an unpaired surrogate escape")]
    [InlineData("{\"\\ud800\": 1}", "a.json(1,2): the string has an unpaired surrogate escape")]
    public void Malformed_text_is_located(string text, string start)
    {
        string message = Assert.Throws<InputException>(() => ConfigDocument.Parse(text, "a.json")).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_with_an_unpaired_surrogate_is_refused() =>
        Assert.Equal(
            "a.json: is not valid Unicode text (character 8)",
            Assert.Throws<InputException>(() => ConfigDocument.Parse("{\"a\": \"\ud800\"}", "a.json")).Message);

    /// <summary>Each value knows where it stands, but what it stands under is not kept for each.</summary>
    [Fact]
    public void Values_under_long_keys_take_little_memory()
    {
        const int Keys = 28;
        const int Values = 50_000;
        string key = string.Concat(Enumerable.Repeat("\\u0001", 50));
        string text = string.Concat(Enumerable.Range(0, Keys).Select(i => $"{{\"{key}{i}\":"))
            + $"[{string.Join(',', Enumerable.Repeat("1", Values))}]" + new string('}', Keys);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ConfigDocument.Parse(text, "deep.json");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
    }

    [Fact]
    public void The_number_of_values_is_limited()
    {
        string text = $"{{\"a\":[{string.Join(',', Enumerable.Repeat("1", ConfigDocument.MaxValues - 2))}";
        Assert.Equal(ConfigDocument.MaxValues - 2, ConfigDocument.Parse(text + "]}", "many.json").Find("a")!.Items.Count);
        Assert.Equal(
            $"many.json(1,{text.Length + 2}): has more than 1048576 values",
            Assert.Throws<InputException>(() => ConfigDocument.Parse(text + ",1]}", "many.json")).Message);
    }

    [Fact]
    public void Nesting_is_limited()
    {
        string deep = new StringBuilder("{\"a\":").Append('[', 100_000).ToString();
        string message = Assert.Throws<InputException>(() => ConfigDocument.Parse(deep, "a.json")).Message;
        Assert.Contains("maximum configured depth of 32", message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Random_bytes_never_throw_anything_else() =>
        Gen.Byte.Array[0, 60].ForAll(bytes => IsReadOrRefused(Encoding.Latin1.GetString(bytes)));

    [Fact]
    [Trait("kind", "property")]
    public void Random_json_like_text_never_throws_anything_else()
    {
        string[] tokens =
        [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\ud800\"", "1", "-", "1e999", "null", "//", "/*", "*/", "\n", "\u00e9", "\ud800",
        ];
        Gen.Int[0, tokens.Length - 1].Array[0, 40].ForAll(picks =>
            IsReadOrRefused("{\"a\":" + string.Concat(picks.Select(i => tokens[i]))));
    }

    private static bool IsReadOrRefused(string text)
    {
        try
        {
            KeySet keys = new("object", "");
            keys.Number("a", "", 0, 1);
            keys.Read(ConfigDocument.Parse(text, "a.json"));
        }
        catch (InputException)
        {
        }

        return true;
    }
}
