namespace CycleSim.Configuration.Tests;

public class ConfigObjectTests
{
    private enum Target
    {
        ReadLatency,
        Ddr3Energy,
    }

    [Fact]
    public void Getters_return_what_the_file_says()
    {
        ConfigObject root = Parse("""
            {"s": "x", "i": 6.4e1, "l": -5, "n": 2.5e-3, "b": true, "e": "read_latency", "k": "ddr3-energy", "size": "2 KiB", "bytes": 7,
             "o": {"i": 1}, "os": [{"i": 2}, {"i": 3}], "ss": ["p", "q"], "ns": [1, -0.5]}
            """);
        Assert.Equal("x", root.String("s"));
        Assert.Equal(64, root.Int("i", 64, 64));
        Assert.Equal(-5, root.Long("l", long.MinValue, long.MaxValue));
        Assert.Equal(0.0025, root.Number("n", 0.0025, 1));
        Assert.True(root.Bool("b"));
        Assert.Equal(Target.ReadLatency, root.Enum<Target>("e"));
        Assert.Equal(Target.Ddr3Energy, root.Enum<Target>("k"));
        Assert.Equal(2048, root.Bytes("size"));
        Assert.Equal(7, root.Bytes("bytes"));
        Assert.Equal(1, root.Object("o").Int("i", 0, 9));
        Assert.Same(root.Object("o"), root.OptionalObject("o"));
        Assert.Equal([2, 3], root.Objects("os").Select(item => item.Int("i", 0, 9)));
        Assert.Equal("os[1]", root.Objects("os")[1].Path);
        Assert.Equal(["p", "q"], root.Strings("ss"));
        Assert.Equal([1, -0.5], root.Numbers("ns", -1, 1));
        root.RejectUnknownKeys();
    }

    [Theory]
    [InlineData("""{"area": 1}""", null)]
    [InlineData("""{"capacity": 1, "other": 2}""", null)]
    [InlineData("{}", "a.json(1,1): give exactly one of capacity, area")]
    [InlineData("""{"area": 1, "capacity": 2}""", "a.json(1,1): give one of capacity, area, not capacity and area")]
    [InlineData("""{"capacty": 1}""", "a.json(1,2): unknown key \"capacty\"; did you mean \"capacity\"?; allowed: area, capacity")]
    public void One_of_several_keys_is_given(string text, string? message)
    {
        ConfigObject root = Parse(text);
        if (message is null)
            Assert.True(root.Has(root.OneOf("capacity", "area")));
        else
            Assert.Equal(message, Assert.Throws<InputException>(() => root.OneOf("capacity", "area")).Message);
    }

    [Fact]
    public void Missing_keys_take_the_fallback()
    {
        ConfigObject root = Parse("{}");
        Assert.Equal("d", root.String("k", "d"));
        Assert.Equal(1, root.Int("k", 0, 9, 1));
        Assert.Equal(1, root.Long("k", 0, 9, 1));
        Assert.Equal(0.5, root.Number("k", 0, 1, 0.5));
        Assert.False(root.Bool("k", false));
        Assert.Equal(Target.ReadLatency, root.Enum<Target>("k", Target.ReadLatency));
        Assert.Equal(5, root.Bytes("k", fallback: 5));
        Assert.Null(root.OptionalObject("k"));
        Assert.Empty(root.Objects("k", optional: true));
        Assert.Empty(root.Strings("k", optional: true));
        Assert.Empty(root.Numbers("k", 0, 1, optional: true));
        Assert.False(root.Has("k"));
    }

    [Fact]
    public void Missing_required_keys_are_errors_at_the_object()
    {
        ConfigObject item = Parse("{\n \"a\": [{}] }").Objects("a")[0];
        const string Message = "a.json(2,8): a[0]: key \"k\" is missing";
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.String("k")).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Int("k", 0, 1)).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Number("k", 0, 1)).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Bool("k")).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Enum<Target>("k")).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Bytes("k")).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Object("k")).Message);
        Assert.Equal(Message, Assert.Throws<InputException>(() => item.Objects("k")).Message);
        Assert.Equal("a.json(1,1): key \"k\" is missing", Assert.Throws<InputException>(() => Parse("{}").String("k")).Message);
    }

    [Fact]
    public void A_missing_key_points_at_a_misspelling_of_it() =>
        Assert.Equal(
            "a.json(1,1): key \"kernel\" is missing; is \"kernal\" a misspelling of it?",
            Assert.Throws<InputException>(() => Parse("{\"kernal\": 1}").Int("kernel", 1, 5)).Message);

    [Theory]
    [InlineData("\"7\"", "expected a whole number, found string")]
    [InlineData("null", "expected a whole number, found null")]
    [InlineData("[]", "expected a whole number, found array")]
    [InlineData("{}", "expected a whole number, found object", "{...}")]
    [InlineData("true", "expected a whole number, found boolean")]
    [InlineData("3.5", "expected a whole number")]
    [InlineData("1e99", "expected a whole number")]
    [InlineData("7", "is out of range; allowed: 1 to 5")]
    [InlineData("-99999999999999999999", "is out of range; allowed: 1 to 5")]
    public void Whole_numbers_are_checked(string json, string problem, string? shown = null)
    {
        ConfigObject layer = Parse($$"""{"layers": [{"kernel": {{json}} }]}""").Objects("layers")[0];
        Assert.Equal(
            $"a.json(1,24): layers[0].kernel = {shown ?? json}: {problem}",
            Assert.Throws<InputException>(() => layer.Int("kernel", 1, 5)).Message);
    }

    [Fact]
    public void Other_types_are_checked()
    {
        AssertError("a.json(1,7): k = 7: expected a string, found number", "7", root => root.String("k"));
        AssertError("a.json(1,7): k = 1: expected true or false, found number", "1", root => root.Bool("k"));
        AssertError("a.json(1,7): k = 1: expected a string, found number", "1", root => root.Enum<Target>("k"));
        AssertError("a.json(1,7): k = 1: expected an object, found number", "1", root => root.Object("k"));
        AssertError("a.json(1,7): k = {...}: expected an array, found object", "{}", root => root.Objects("k"));
        AssertError("a.json(1,8): k[0] = 1: expected an object, found number", "[1]", root => root.Objects("k"));
        AssertError("a.json(1,13): k[1] = 1: expected a string, found number", "[\"a\", 1]", root => root.Strings("k"));
        AssertError("a.json(1,11): k[1] = -1: is out of range; allowed: 0 to 1", "[1, -1]", root => root.Numbers("k", 0, 1));
        AssertError("a.json(1,7): k = 1e999: is too large for a number", "1e999", root => root.Number("k", 0, double.MaxValue));
        AssertError("a.json(1,7): k = 2: is out of range; allowed: 0 to 1.5", "2", root => root.Number("k", 0, 1.5));
        AssertError("a.json(1,7): k = -2: is out of range; allowed: at least 0", "-2", root => root.Number("k", 0, double.MaxValue));
        AssertError("a.json(1,7): k = \"1\": expected a number, found string", "\"1\"", root => root.Number("k", 0, 1));
        AssertError("a.json(1,7): k = 0: is out of range; allowed: at least 1 B", "0", root => root.Bytes("k"));
        AssertError(
            "a.json(1,7): k = \"1 GiB\": is out of range; allowed: 1 KiB to 2 MiB", "\"1 GiB\"", root => root.Bytes("k", 1024, 2 << 20));
        AssertError(
            "a.json(1,7): k = \"x\": \"x\" is not a size; allowed: a positive number with B, KiB, MiB, GiB, TiB or K, M, G, T (powers of 1024) " +
            "or kB, KB, MB, GB, TB (powers of 1000), whole in bytes, e.g. \"48 MiB\"",
            "\"x\"",
            root => root.Bytes("k"));
        AssertError(
            "a.json(1,7): k = \"read_latncy\": is unknown; did you mean \"read_latency\"?; allowed: read_latency, ddr3_energy",
            "\"read_latncy\"",
            root => root.Enum<Target>("k"));
        AssertError("a.json(1,7): k = \"0\": is unknown; allowed: read_latency, ddr3_energy", "\"0\"", root => root.Enum<Target>("k"));
    }

    [Fact]
    public void Unknown_keys_are_listed_with_place_and_suggestion()
    {
        ConfigObject layer = Parse("{\"layers\": [{\"kernel\": 1,\n  \"strid\": 2,\n  \"colour\": 3}]}").Objects("layers")[0];
        layer.Int("kernel", 1, 5);
        layer.Int("stride", 1, 5, 1);
        Assert.Equal(
            "a.json(2,3): layers[0]: unknown key \"strid\"; did you mean \"stride\"?; allowed: kernel, stride\n" +
            "a.json(3,3): layers[0]: unknown key \"colour\"; allowed: kernel, stride",
            Assert.Throws<InputException>(layer.RejectUnknownKeys).Message);
    }

    [Fact]
    public void Many_unknown_keys_are_summarised()
    {
        ConfigObject root = Parse($"{{{string.Join(',', Enumerable.Range(0, 12).Select(i => $"\"k{i}\": 1"))}}}");
        Assert.EndsWith("\nand 2 more", Assert.Throws<InputException>(root.RejectUnknownKeys).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_reference_is_allowed_at_the_root_only()
    {
        ConfigObject root = Parse("{\"$schema\": \"x\", \"o\": {\"$schema\": 1}}");
        ConfigObject inner = root.Object("o");
        root.RejectUnknownKeys();
        Assert.Throws<InputException>(inner.RejectUnknownKeys);
    }

    [Fact]
    public void Errors_of_the_caller_are_located()
    {
        ConfigObject layer = Parse("{\"layers\": [{\"kernel\":\n 7}]}").Objects("layers")[0];
        Assert.Equal("a.json(2,2): layers[0].kernel = 7: is too large", layer.Error("kernel", "is too large").Message);
        Assert.Equal("a.json(1,13): layers[0].stride: is needed", layer.Error("stride", "is needed").Message);
        Assert.Equal("a.json(1,13): layers[0]: is odd", layer.Error("is odd").Message);
    }

    [Fact]
    public void Long_and_strange_values_are_shown_short_and_on_one_line()
    {
        ConfigObject root = Parse($"{{\"k\": \"a\\nb{new string('x', 100)}\", \"odd\\u001bkey\": 1}}");
        string message = Assert.Throws<InputException>(() => root.Int("k", 0, 1)).Message;
        Assert.Equal($"a.json(1,7): k = \"a\\nb{new string('x', 57)}...\": expected a whole number, found string", message);
        Assert.Contains(
            "unknown key \"odd\\u001Bkey\"", Assert.Throws<InputException>(root.RejectUnknownKeys).Message, StringComparison.Ordinal);
    }

    private static ConfigObject Parse(string text) => ConfigDocument.Parse(text, "a.json");

    private static void AssertError(string message, string value, Action<ConfigObject> read) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => read(Parse($"{{\"k\": {value}}}"))).Message);
}
