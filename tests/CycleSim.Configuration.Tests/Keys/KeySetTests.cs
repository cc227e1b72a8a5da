using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;

namespace CycleSim.Configuration.Tests.Keys;

public class KeySetTests
{
    private static readonly ImmutableArray<EnumValue<Target>> Targets = [new(Target.ReadLatency, "read"), new(Target.Ddr3Energy, "energy")];

    private enum Target
    {
        ReadLatency,
        Ddr3Energy,
    }

    [Fact]
    public void Keys_return_what_the_file_says()
    {
        KeySet inner = new("inner", "");
        Key<int> number = inner.Int("i", "", 0, 9);
        KeySet set = new("outer", "");
        Key<string> text = set.String("s", "");
        Key<int> whole = set.Int("i", "", 64, 64);
        Key<long> signed = set.Long("l", "", long.MinValue, long.MaxValue);
        Key<double> real = set.Number("n", "", 0.0025, 1);
        Key<bool> flag = set.Bool("b", "");
        Key<Target> snake = set.Enum("e", "", Targets);
        Key<Target> kebab = set.Enum("k", "", Targets);
        Key<long> size = set.Bytes("size", "");
        Key<long> bytes = set.Bytes("bytes", "");
        Key<KeyValues> nested = set.Object("o", "", inner);
        Key<ImmutableArray<KeyValues>> list = set.Objects("os", "", inner);
        Key<ImmutableArray<string>> strings = set.Strings("ss", "");
        Key<ImmutableArray<double>> numbers = set.Numbers("ns", "", -1, 1);
        Key<ImmutableArray<long>> sizes = set.Sizes("sizes", "");
        Key<int> power = set.PowerOfTwo("p", "", 64);
        KeyValues values = set.Read(Parse("""
            {"s": "x", "i": 6.4e1, "l": -5, "n": 2.5e-3, "b": true, "e": "read_latency", "k": "ddr3-energy", "size": "2 KiB", "bytes": 7,
             "o": {"i": 1}, "os": [{"i": 2}, {"i": 3}], "ss": ["p", "q"], "ns": [1, -0.5], "sizes": ["1 KiB", 3], "p": 32}
            """));
        Assert.Equal("x", values.Get(text));
        Assert.Equal(64, values.Get(whole));
        Assert.Equal(-5, values.Get(signed));
        Assert.Equal(0.0025, values.Get(real));
        Assert.True(values.Get(flag));
        Assert.Equal(Target.ReadLatency, values.Get(snake));
        Assert.Equal(Target.Ddr3Energy, values.Get(kebab));
        Assert.Equal(2048, values.Get(size));
        Assert.Equal(7, values.Get(bytes));
        Assert.Equal(1, values.Get(nested).Get(number));
        Assert.Equal([2, 3], values.Get(list).Select(item => item.Get(number)));
        Assert.Equal("os[1]", values.Get(list)[1].Json.Path);
        Assert.Equal(["p", "q"], values.Get(strings).ToArray());
        Assert.Equal([1, -0.5], values.Get(numbers).ToArray());
        Assert.Equal([1024, 3], values.Get(sizes).ToArray());
        Assert.Equal(32, values.Get(power));
    }

    [Fact]
    public void Missing_keys_have_their_default()
    {
        KeySet set = new("object", "");
        Key<string> text = set.String("s", "", "d");
        Key<int> whole = set.Int("i", "", 0, 9, fallback: 1);
        Key<bool> flag = set.Bool("b", "", false);
        Key<Target> target = set.Enum("e", "", Targets, Target.Ddr3Energy);
        Key<double> optional = set.Number("n", "", 0, 1, whenMissing: "half");
        Key<KeyValues> nested = set.Object("o", "", new KeySet("inner", ""), "none");
        Key<ImmutableArray<string>> list = set.Strings("ss", "", whenMissing: "none");
        KeyValues values = set.Read(Parse("{}"));
        Assert.Equal("d", values.Get(text));
        Assert.Equal(1, values.Get(whole));
        Assert.False(values.Get(flag));
        Assert.Equal(Target.Ddr3Energy, values.Get(target));
        Assert.Equal(0.5, values.GetOr(optional, 0.5));
        Assert.False(values.Has(optional));
        Assert.Null(values.Find(nested));
        Assert.Empty(values.List(list));
        Assert.Throws<InvalidOperationException>(() => values.Get(optional));
    }

    [Fact]
    public void Who_reads_an_object_can_take_no_key_of_another() =>
        Assert.Throws<InvalidOperationException>(() => new KeySet("a", "").Read(Parse("{}")).Get(new KeySet("b", "").String("s", "", "")));

    [Fact]
    public void A_key_is_declared_once()
    {
        KeySet set = new("object", "");
        set.Enum("new", "", Targets, formerNames: ["old"]);
        Assert.Throws<ArgumentException>(() => set.String("new", ""));
        Assert.Throws<ArgumentException>(() => set.String("old", ""));
        Assert.Throws<ArgumentException>(() => set.Enum("e", "", [Targets[0]]));
    }

    [Fact]
    public void Missing_required_keys_are_errors_at_the_object()
    {
        KeySet inner = new("inner", "");
        inner.Int("k", "", 0, 1);
        KeySet set = new("outer", "");
        set.Objects("a", "", inner);
        AssertError("a.json(2,8): a[0]: key \"k\" is missing", set, "{\n \"a\": [{}] }");
        AssertError("a.json(1,1): key \"a\" is missing", set, "{}");
    }

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
        KeySet layer = new("layer", "");
        layer.Int("kernel", "", 1, 5);
        KeySet root = new("root", "");
        root.Objects("layers", "", layer);
        AssertError($"a.json(1,24): layers[0].kernel = {shown ?? json}: {problem}", root, $$"""{"layers": [{"kernel": {{json}} }]}""");
    }

    [Fact]
    public void Other_types_are_checked()
    {
        AssertError("a.json(1,7): k = 7: expected a string, found number", "7", set => set.String("k", ""));
        AssertError("a.json(1,7): k = \" \": is empty", "\" \"", set => set.String("k", "", canBeEmpty: false));
        AssertError("a.json(1,7): k = 1: expected true or false, found number", "1", set => set.Bool("k", ""));
        AssertError("a.json(1,7): k = 1: expected a string, found number", "1", set => set.Enum("k", "", Targets));
        AssertError("a.json(1,7): k = 1: expected an object, found number", "1", set => set.Object("k", "", new KeySet("i", "")));
        AssertError("a.json(1,7): k = {...}: expected an array, found object", "{}", set => set.Objects("k", "", new KeySet("i", "")));
        AssertError("a.json(1,8): k[0] = 1: expected an object, found number", "[1]", set => set.Objects("k", "", new KeySet("i", "")));
        AssertError("a.json(1,13): k[1] = 1: expected a string, found number", "[\"a\", 1]", set => set.Strings("k", ""));
        AssertError("a.json(1,11): k[1] = -1: is out of range; allowed: 0 to 1", "[1, -1]", set => set.Numbers("k", "", 0, 1));
        AssertError("a.json(1,7): k = []: is empty; allowed: at least 1 values", "[]", set => set.Strings("k", "", 1));
        AssertError("a.json(1,7): k = [...]: has 3 values; allowed: 1 to 2", "[1, 1, 1]", set => set.Numbers("k", "", 0, 1, "", 1, 2));
        AssertError("a.json(1,7): k = 1e999: is too large for a number", "1e999", set => set.Number("k", "", 0, double.MaxValue));
        AssertError("a.json(1,7): k = 2: is out of range; allowed: 0 to 1.5", "2", set => set.Number("k", "", 0, 1.5));
        AssertError("a.json(1,7): k = -2: is out of range; allowed: at least 0", "-2", set => set.Number("k", "", 0, double.MaxValue));
        AssertError("a.json(1,7): k = \"1\": expected a number, found string", "\"1\"", set => set.Number("k", "", 0, 1));
        AssertError("a.json(1,7): k = 0: is out of range; allowed: at least 1 B", "0", set => set.Bytes("k", ""));
        AssertError("a.json(1,7): k = 3: must be a power of two from 1 to 8", "3", set => set.PowerOfTwo("k", "", 8));
        AssertError(
            "a.json(1,7): k = true: expected a number or an object, found boolean", "true",
            set => set.NumberOrObject("k", "", 0, 1, "", new KeySet("i", "")));
        AssertError(
            "a.json(1,7): k = \"x\": \"x\" is not a size; allowed: a positive number with B, KiB, MiB, GiB, TiB or K, " +
            "M, G, T (powers of 1024) " +
            "or kB, KB, MB, GB, TB (powers of 1000), whole in bytes, e.g. \"48 MiB\"",
            "\"x\"",
            set => set.Bytes("k", ""));
        AssertError(
            "a.json(1,7): k = \"read_latncy\": is unknown; did you mean \"read_latency\"?; allowed: read_latency, ddr3_energy",
            "\"read_latncy\"",
            set => set.Enum("k", "", Targets));
        AssertError("a.json(1,7): k = \"0\": is unknown; allowed: read_latency, ddr3_energy", "\"0\"", set => set.Enum("k", "", Targets));
    }

    [Fact]
    public void A_range_may_depend_on_another_key()
    {
        KeySet set = new("object", "");
        Key<int> whole = set.Int("i", "", 0, 99);
        Key<long> size = set.Bytes("size", "");
        KeyValues values = set.Read(Parse("""{"i": 7, "size": "1 GiB"}"""));
        Assert.Equal(7, values.Within(whole, 7, 7));
        Assert.Equal(
            "a.json(1,7): i = 7: is out of range; allowed: 1 to 5",
            Assert.Throws<InputException>(() => values.Within(whole, 1, 5)).Message);
        Assert.Equal(
            "a.json(1,18): size = \"1 GiB\": is out of range; allowed: at least 2 GiB",
            Assert.Throws<InputException>(() => values.Within(size, 2L << 30)).Message);
    }

    [Fact]
    public void Unknown_keys_are_listed_with_location_and_suggestion()
    {
        KeySet layer = new("layer", "");
        layer.Int("kernel", "", 1, 5);
        layer.Int("stride", "", 1, 5, fallback: 1);
        KeySet root = new("root", "");
        root.Objects("layers", "", layer);
        AssertError(
            "a.json(2,3): layers[0]: unknown key \"strid\"; did you mean \"stride\"?; allowed: kernel, stride\n" +
            "a.json(3,3): layers[0]: unknown key \"colour\"; allowed: kernel, stride",
            root,
            "{\"layers\": [{\"kernel\": 1,\n  \"strid\": 2,\n  \"colour\": 3}]}");
    }

    [Fact]
    public void Many_unknown_keys_are_summarised()
    {
        string text = $"{{{string.Join(',', Enumerable.Range(0, 12).Select(i => $"\"k{i}\": 1"))}}}";
        Assert.EndsWith("\nand 2 more", Refused(new KeySet("object", ""), text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_reference_is_allowed_at_the_root_only()
    {
        KeySet set = new("object", "");
        set.Object("o", "", new KeySet("inner", ""));
        set.Read(Parse("{\"$schema\": \"x\", \"o\": {}}"));
        AssertError("a.json(1,24): o: unknown key \"$schema\"; allowed: ", set, "{\"$schema\": \"x\", \"o\": {\"$schema\": 1}}");
    }

    [Theory]
    [InlineData("""{"area": 1}""", null)]
    [InlineData("{}", "a.json(1,1): give exactly one of capacity, area")]
    [InlineData("""{"area": 1, "capacity": 2}""", "a.json(1,1): give one of capacity, area, not capacity and area")]
    [InlineData("""{"capacty": 1}""", "a.json(1,2): unknown key \"capacty\"; did you mean \"capacity\"?; allowed: capacity, area")]
    public void One_of_several_keys_is_given(string text, string? message)
    {
        KeySet set = new("object", "");
        Key<long> capacity = set.Bytes("capacity", "", "the area");
        Key<double> area = set.Number("area", "", 0, 9, whenMissing: "the capacity");
        ImmutableArray<DeclaredKey> sizes = set.ExactlyOne(capacity, area);
        if (message is null)
            Assert.Same(area, set.Read(Parse(text)).OneOf(sizes));
        else
            AssertError(message, set, text);
    }

    [Theory]
    [InlineData("""{"kind": "ddr3_energy", "b": 2}""", null)]
    [InlineData("""{"kind": "ddr3_energy", "a": 2}""", "a.json(1,25): unknown key \"a\"; did you mean \"b\"?; allowed: kind, b")]
    [InlineData("""{"knd": "ddr3_energy"}""", "a.json(1,1): key \"kind\" is missing; is \"knd\" a misspelling of it?")]
    [InlineData("""{"kind": "x"}""", "a.json(1,10): kind = \"x\": is unknown; allowed: read_latency, ddr3_energy")]
    public void The_value_of_a_key_chooses_the_others(string text, string? message)
    {
        KeySet any = new("any", "");
        Key<Target> kind = any.Enum("kind", "", Targets);
        KeySet first = new("first", "", any);
        first.Int("a", "", 0, 9);
        KeySet second = new("second", "", any);
        Key<int> b = second.Int("b", "", 0, 9);
        KeyChoice<Target> choice = new("choice", "", kind, [(Target.ReadLatency, first), (Target.Ddr3Energy, second)]);
        if (message is null)
            Assert.Equal(2, choice.Read(Parse(text)).Get(b));
        else
            AssertError(message, choice, text);
    }

    [Fact]
    public void Whether_a_key_is_given_chooses_the_others()
    {
        KeySet with = new("with", "");
        Key<string> device = with.String("device", "");
        KeySet without = new("without", "");
        without.Int("current", "", 0, 9);
        KeyAlternative choice = new("choice", "", device, with, without);
        Assert.Same(with, choice.Read(Parse("""{"device": "P55"}""")).Set);
        Assert.Same(without, choice.Read(Parse("""{"current": 1}""")).Set);
        AssertError("a.json(1,17): unknown key \"current\"; allowed: device", choice, """{"device": "P", "current": 1}""");
    }

    [Fact]
    public void An_old_name_is_read_with_a_note()
    {
        KeySet set = new("object", "");
        Key<Target> target = set.Enum("target", "", Targets, Target.Ddr3Energy, formerNames: ["goal"]);
        TextWriter error = Console.Error;
        using StringWriter notes = new();
        Console.SetError(notes);
        try
        {
            KeyValues values = set.Read(ConfigDocument.Parse("{\n \"goal\": \"read_latency\"}", "old.json"));
            Assert.Equal(Target.ReadLatency, values.Get(target));
            Assert.Equal("old.json(2,10): goal = \"read_latency\": is odd", values.Error(target, "is odd").Message);
            set.Read(ConfigDocument.Parse("{\n \"goal\": \"read_latency\"}", "old.json"));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Equal(
            "note: old.json(2,2): key \"goal\" is now \"target\"; a later version will no longer read the old name",
            Assert.Single(notes.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries),
                line => line.Contains("old.json", StringComparison.Ordinal)));
        AssertError(
            "a.json(1,36): goal = \"read_latency\": is the old name of \"target\"; give one of them", set,
            """{"target": "read_latency", "goal": "read_latency"}""");
        AssertError("a.json(1,10): goal = 1: expected a string, found number", set, """{"goal": 1}""");
        Assert.DoesNotContain("goal", Refused(set, """{"x": 1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_the_caller_are_located()
    {
        KeySet layer = new("layer", "");
        Key<int> kernel = layer.Int("kernel", "", 1, 9);
        Key<int> stride = layer.Int("stride", "", 1, 9, fallback: 1);
        KeySet root = new("root", "");
        Key<ImmutableArray<KeyValues>> layers = root.Objects("layers", "", layer);
        KeyValues values = root.Read(Parse("{\"layers\": [{\"kernel\":\n 7}]}")).Get(layers)[0];
        Assert.Equal("a.json(2,2): layers[0].kernel = 7: is too large", values.Error(kernel, "is too large").Message);
        Assert.Equal("a.json(1,13): layers[0].stride: is needed", values.Error(stride, "is needed").Message);
        Assert.Equal("a.json(1,13): layers[0]: is odd", values.Error("is odd").Message);
    }

    [Fact]
    public void Long_and_strange_values_are_shown_short_and_on_one_line()
    {
        string text = $"{{\"k\": \"a\\nb{new string('x', 100)}\"}}";
        KeySet set = new("object", "");
        set.Int("k", "", 0, 1);
        AssertError($"a.json(1,7): k = \"a\\nb{new string('x', 57)}...\": expected a whole number, found string", set, text);
        Assert.Contains("unknown key \"odd\\u001Bkey\"", Refused(set, "{\"odd\\u001bkey\": 1}"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_of_sizes_has_the_lengths_that_are_allowed()
    {
        KeySet set = new("object", "");
        set.Sizes("k", "", 0, 9, [2, 4]);
        JsonArray choices = JsonNode.Parse(SchemaWriter.Write(set))!["properties"]!["k"]!["anyOf"]!.AsArray();
        Assert.Equal(
            [(2, 2), (4, 4)], choices.Skip(1).Select(choice => ((int)choice!["minItems"]!, (int)choice["maxItems"]!)));
        AssertError("a.json(1,7): k = [...]: has 3 values; allowed: 2 or 4", set, "{\"k\": [1, 2, 3]}");
    }

    private static ConfigObject Parse(string text) => ConfigDocument.Parse(text, "a.json");

    private static string Refused(ObjectKeys keys, string text) => Assert.Throws<InputException>(() => keys.Read(Parse(text))).Message;

    private static void AssertError(string message, ObjectKeys keys, string text) => Assert.Equal(message, Refused(keys, text));

    private static void AssertError(string message, string value, Action<KeySet> declare)
    {
        KeySet set = new("object", "");
        declare(set);
        AssertError(message, set, $"{{\"k\": {value}}}");
    }
}
