using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Arrays.Tests;

/// <summary>Every mistake in a memory file is named with its place. The table's rows stand from line 2 on.</summary>
public class MemoryErrorTests
{
    private const string Head = """{"name": "m", "node_nm": 28, "organisation": "ram", "access_bits": 512, "table": [""";

    private const string Tail = """
        "read_latency_ns": 2, "write_latency_ns": 9, "read_energy_pj": 5, "write_energy_pj": 8, "leakage_mw": 100}
        """;

    [Theory]
    [InlineData("\"NaN\"", "m.json(2,36): table[0].area_mm2 = \"NaN\": expected a number, found string")]
    [InlineData("-1", "m.json(2,36): table[0].area_mm2 = -1: is out of range; allowed: 1E-09 to 1000000000")]
    [InlineData("0", "m.json(2,36): table[0].area_mm2 = 0: is out of range; allowed: 1E-09 to 1000000000")]
    [InlineData("1e999", "m.json(2,36): table[0].area_mm2 = 1e999: is too large for a number")]
    [InlineData("null", "m.json(2,36): table[0].area_mm2 = null: expected a number, found null")]
    public void Figures_are_finite_and_positive(string area, string message) =>
        AssertError(message, $"{Head}\n{{\"capacity\": \"64 KiB\", \"area_mm2\": {area}, {Tail}]}}");

    [Fact]
    public void A_bare_nan_is_malformed_json() =>
        Assert.StartsWith(
            "m.json(2,36): malformed JSON: ",
            Refused($"{Head}\n{{\"capacity\": \"64 KiB\", \"area_mm2\": NaN, {Tail}]}}"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("64 KiB")]
    [InlineData("32 KiB")]
    public void Capacities_increase(string second) =>
        AssertError(
            $"m.json(3,14): table[1].capacity = \"{second}\": must be larger than 64 KiB of the row before",
            $"{Head}\n{Row("64 KiB")},\n{Row(second)}]}}");

    [Theory]
    [InlineData("0 KiB")]
    [InlineData("-1 KiB")]
    [InlineData("64 kib")]
    public void Capacities_are_sizes(string capacity) =>
        Assert.StartsWith(
            $"m.json(2,14): table[0].capacity = \"{capacity}\": \"{capacity}\" is not a size; allowed: ",
            Refused($"{Head}\n{Row(capacity)}]}}"),
            StringComparison.Ordinal);

    [Fact]
    public void Rows_and_keys_are_checked()
    {
        AssertError("m.json(1,82): table = []: is empty; allowed: 1 to 10000 values", $"{Head}]}}");
        AssertError(
            "m.json(2,2): table[0]: unknown key \"colour\"; allowed: capacity, area_mm2, read_latency_ns, " +
            "write_latency_ns, read_energy_pj, " +
            "write_energy_pj, leakage_mw, source",
            $"{Head}\n{{\"colour\": 1, {Row("64 KiB")[1..]}]}}");
        AssertError(
            "m.json(2,24): table[0]: unknown key \"area_mm\"; did you mean \"area_mm2\"?; allowed: capacity, area_mm2, read_latency_ns, " +
            "write_latency_ns, read_energy_pj, write_energy_pj, leakage_mw, source",
            $"{Head}\n{Row("64 KiB").Replace("area_mm2", "area_mm", StringComparison.Ordinal)}]}}");
    }

    [Theory]
    [InlineData("\"ram\"", "\"dram\"",
        "m.json(1,46): organisation = \"dram\": is unknown; did you mean \"ram\"?; allowed: cache, ram")]
    [InlineData("512", "0", "m.json(1,68): access_bits = 0: is out of range; allowed: 1 to 65536")]
    [InlineData("28", "0", "m.json(1,26): node_nm = 0: is out of range; allowed: 1 to 1000")]
    [InlineData("\"m\"", "\"\"", "m.json(1,10): name = \"\": is empty")]
    [InlineData("\"name\"", "\"colour\": 1, \"name\"",
        "m.json(1,2): unknown key \"colour\"; allowed: name, description, cell, node_nm, organisation, access_bits, sources, "
        + "model, circuit, code, table, parts")]
    public void Root_keys_are_checked(string from, string to, string message) =>
        AssertError(message, $"{Head.Replace(from, to, StringComparison.Ordinal)}\n{Row("64 KiB")}]}}");

    private static string Row(string capacity) => $"{{\"capacity\": \"{capacity}\", \"area_mm2\": 1, {Tail}";

    private static void AssertError(string message, string text) => Assert.Equal(message, Refused(text));

    private static string Refused(string text) =>
        Assert.Throws<InputException>(() => MemoryTechnologyLoader.Read(ConfigDocument.Parse(text, "m.json"))).Message;
}
