using CycleSim.Configuration.Models;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Platform;

namespace CycleSim.Dram.Tests;

/// <summary>A part that contradicts itself, or its policy, is refused with the key that must change.</summary>
public sealed class DramLoaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("\"tccd\": 4", "\"tccd\": 3", "tccd", "4 (burst) to 16")]
    [InlineData("\"cwl\": 8", "\"cwl\": 16", "cwl", "1 to 13 (cl + burst")]
    [InlineData("\"cl\": 11", "\"al\": 11, \"cl\": 11", "al", "0 to 10 (trcd - 1)")]
    [InlineData("\"tras\": 28", "\"tras\": 10", "tras", "11 (trcd) to 500")]
    [InlineData("\"tfaw\": 24", "\"tfaw\": 4", "tfaw", "5 (trrd) to 400")]
    [InlineData("\"trefi\": 6240", "\"trefi\": 400", "trefi", "to 1000000 cycles")]
    [InlineData("\"cl\": 11", "\"cl\": 11, \"cas\": 11", "cas", "unknown")]
    [InlineData("\"burst_bytes\": 64", "\"burst_bytes\": 48", "burst_bytes", "power of two")]
    [InlineData("\"banks\": 8", "\"banks\": 6", "banks", "power of two")]
    [InlineData("\"idd0_ma\": 55", "\"idd0_ma\": 37", "idd0_ma", "38")]
    [InlineData("\"queue_depth\": 32", "\"queue_depth\": 32, \"page_policy\": \"shut\"", "page_policy", "closed")]
    [InlineData("\"ro ra ba co\"", "\"ro ra ba\"", "address_mapping", "co")]
    public void A_contradiction_names_its_key_and_what_is_allowed(string old, string changed, string key, string allowed)
    {
        string message = Assert.Throws<InputException>(() => Load(old, changed)).Message;
        Assert.Contains(_file, message, StringComparison.Ordinal);
        Assert.Contains(key, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("\"row_hit_cap\": 8", "row_hit_cap = 8")]
    [InlineData("\"page_policy\": \"closed\"", "page_policy = closed")]
    public void Policy_dramsim3_refuses_what_it_cannot_do(string key, string found)
    {
        DramSpec spec = Load("\"queue_depth\": 32", $"\"queue_depth\": 32, {key}");
        Assert.Contains(found, Assert.Throws<InputException>(
            () => new DramController(spec, DramPolicy.Dramsim3)).Message, StringComparison.Ordinal);
        Assert.NotNull(new DramController(spec, DramPolicy.Default));
    }

    /// <summary>The controller numbers waiting requests with 16 bits.</summary>
    [Fact]
    public void No_more_requests_wait_than_the_controller_can_number()
    {
        DramSpec spec = Load("\"queue_depth\": 32", "\"queue_depth\": 32") with { Ranks = 8, QueueDepth = 1024, WriteBufferDepth = 1024 };
        Assert.Null((spec with { BankQueueDepth = 992 }).QueueProblem);
        Assert.Contains(
            "65600 requests of a channel wait; allowed: at most 65536", (spec with { BankQueueDepth = 993 }).QueueProblem!,
            StringComparison.Ordinal);
        Assert.NotNull(new DramController(spec with { BankQueueDepth = 992 }, DramPolicy.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DramController(spec with { BankQueueDepth = 993 }, DramPolicy.Default));
        string file = "\"bank_queue_depth\": 1024, \"write_buffer_depth\": 1024";
        Assert.Equal(1024, Load("\"bank_queue_depth\": 8", file).BankQueueDepth);
        string problem = Assert.Throws<InputException>(() => Load(
            ("\"ranks\": 2", "\"ranks\": 8"), ("\"queue_depth\": 32", "\"queue_depth\": 1024"),
            ("\"bank_queue_depth\": 8", "\"bank_queue_depth\": 1024"))).Message;
        Assert.StartsWith(_file, problem, StringComparison.Ordinal);
        Assert.Contains("bank_queue_depth", problem, StringComparison.Ordinal);
        Assert.EndsWith(
            "makes queues in which 67584 requests of a channel wait; allowed: at most 65536 in all of them together", problem,
            StringComparison.Ordinal);
        DramSpec[] depths = [spec with { QueueDepth = 0 }, spec with { WriteBufferDepth = 1025 }, spec with { BankQueueDepth = -1 }];
        foreach (DramSpec wrong in depths)
            Assert.Contains("allowed: 1 to 1024", wrong.QueueProblem!, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_reaches_the_part()
    {
        DramSpec spec = Load(
            "\"queue_depth\": 32",
            "\"queue_depth\": 5, \"write_buffer_depth\": 6, \"row_hit_cap\": 9, \"page_policy\": \"closed\"");
        Assert.Equal((5, 6, 8, 9), (spec.QueueDepth, spec.WriteBufferDepth, spec.BankQueueDepth, spec.RowHitCap));
        Assert.Equal("closed", spec.PagePolicy);
        Assert.Equal(3, Load("\"bank_queue_depth\": 8", "\"bank_queue_depth\": 3").BankQueueDepth);
        Assert.False(Load("\"refresh\": true", "\"refresh\": false").Refresh);
        Assert.Equal("ba ro co ra", Load("ro ra ba co", "ba ro co ra").Mapping);
        Assert.Equal(5, Load("\"cl\": 11", "\"cl\": 11, \"al\": 5").Timing["al"]);
    }

    private DramSpec Load(string old, string changed) => Load((old, changed));

    private DramSpec Load(params (string Old, string Changed)[] changes)
    {
        string text = ModelStore.ReadText(ModelKind.Dram, "ddr3-1600-4gb-x8").Text;
        foreach ((string old, string changed) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }

        File.WriteAllText(_file, text);
        return DramLoader.Load(_file);
    }
}
