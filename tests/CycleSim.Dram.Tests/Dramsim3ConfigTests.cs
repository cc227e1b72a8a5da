using CycleSim.Configuration.Json;
using CycleSim.Dram.Parts;
using CycleSim.Platform;

namespace CycleSim.Dram.Tests;

/// <summary>Configurations of DRAMsim3: what is read, what is said about them, what is refused.</summary>
public class Dramsim3ConfigTests
{
    private const string Source = "part.ini";

    private const string Small = """
        ; a comment
        [dram_structure]
        protocol = DDR4   ; with another
        bankgroups = 4
        banks_per_group = 4

        [timing]
        tCK = 0.83
        tRP = 17
        [power]
        IDD0 = 40.5
        [system]
        channel_size = 8192
        """;

    [Fact]
    public void Missing_keys_have_the_defaults_of_that_tool_and_a_note_says_so()
    {
        Dramsim3Part part = Dramsim3Config.Parse(Small, Source);
        DramTiming timing = part.Spec.Timing;
        Assert.Equal((830, 17, 5, 2), (part.Spec.ClockPeriodPs, timing["trp"], timing["trtp"], timing["trtrs"]));
        Assert.Equal((8, 65536, 128, 64), (part.DevicesPerRank, part.Spec.Rows, part.Spec.Columns, part.Spec.BurstBytes));
        Assert.Equal("chrobabgraco", part.Spec.Mapping);
        Assert.Equal(40.5, part.Currents.Idd0Ma);
        string note = Assert.Single(part.Notes);
        Assert.Contains("tRTP = 5", note, StringComparison.Ordinal);
        Assert.DoesNotContain("tRP =", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tRP = 17", "tRP = 17\ntRTP_L = 6", "part.ini(10): DRAMsim3 does not read tRTP_L; tRTP = 5, its default, holds")]
    [InlineData("tRP = 17", "REFI = 3120", "part.ini(9): DRAMsim3 does not read REFI; tREFI = 7800, its default, holds")]
    [InlineData("channel_size = 8192", "channel_size = 4096",
        "channel_size = 4096: below one rank, so a channel has 8192 MB, as DRAMsim3 takes it")]
    [InlineData("protocol = DDR4", "protocol = HBM", "protocol = HBM: files of HBM2 parts often say this too; the rules are the same")]
    [InlineData("bankgroups = 4", "bankgroups = 4\nbankgroup_enable = false",
        "bankgroup_enable = false: one group of 16 banks, so only tCCD_S, tWTR_S and tRRD_S hold")]
    public void Oddities_are_said(string was, string now, string note) =>
        Assert.Contains(note, Dramsim3Config.Parse(Small.Replace(was, now, StringComparison.Ordinal), Source).Notes);

    /// <summary>Found by tools/fuzz: the library that reads the values saw other lines and comments than we did.</summary>
    [Fact]
    public void A_carriage_return_alone_ends_a_line()
    {
        string text = Small.Replace("IDD0 = 40.5\n", "IDD0 = 40.5\r", StringComparison.Ordinal)
            .Replace("tRP = 17\n", "tRP = 17\r\n", StringComparison.Ordinal);
        Dramsim3Part part = Dramsim3Config.Parse(text, Source);
        Assert.Equal((17, 40.5), (part.Spec.Timing["trp"], part.Currents.Idd0Ma));
    }

    [Fact]
    public void A_key_that_starts_with_a_slash_is_refused() => Assert.Equal(
        "part.ini(9): \"/tRP\" is no key", Assert.Throws<InputException>(() => Dramsim3Config.Parse(
            Small.Replace("tRP = 17", "/tRP = 17", StringComparison.Ordinal), Source)).Message);

    [Theory]
    [InlineData("tRP = 17", "tRTRSS = 17", "part.ini(9): tRTRSS = 17: the key is unknown; did you mean tRTRS?; allowed in [timing]: tCK, ")]
    [InlineData("tRP = 17", "IDD0 = 17", "part.ini(9): IDD0 = 17: is in [timing]; allowed: in [power]")]
    [InlineData("[power]", "[powers]", "part.ini(11): IDD0 = 40.5: section [powers] is unknown; allowed: dram_structure, ")]
    [InlineData("tRP = 17", "tRP = 17.5", "part.ini(9): tRP = 17.5: allowed: a whole number from 0 to 1000000")]
    [InlineData("tCK = 0.83", "tCK = 0.9375", "part.ini(8): tCK = 0.9375: is 937.5")]
    [InlineData("protocol = DDR4", "protocol = HMC", "part.ini(3): protocol = HMC: allowed: DDR3, DDR4, ")]
    [InlineData("bankgroups = 4", "bankgroups = 3", "part.ini(4): bankgroups = 3: allowed: a power of two up to 16")]
    [InlineData("channel_size = 8192", "channel_size = 24576",
        "part.ini(13): channel_size = 24576: is 3 ranks of 8192 MB; allowed: 1, 2, 4")]
    [InlineData("channel_size = 8192", "channel_size = 32768\ncmd_queue_size = 1024",
        "part.ini(14): cmd_queue_size = 1024: makes queues in which 65600 requests of a channel wait; allowed: at most 65536")]
    [InlineData("channel_size = 8192", "row_buf_policy = CLOSE_PAGE", "part.ini(13): row_buf_policy = CLOSE_PAGE: ")]
    [InlineData("channel_size = 8192", "enable_self_refresh = true", "part.ini(13): enable_self_refresh = true: ")]
    [InlineData("channel_size = 8192", "address_mapping = rochrababg", "part.ini(13): address_mapping = rochrababg: allowed: ch, ra, ")]
    [InlineData("tRP = 17", "tRP = 17\ntRP = 18", "part.ini(10): tRP is there twice")]
    [InlineData("tRP = 17", "tRP", "part.ini(9): \"tRP\" is no [section] and no key = value")]
    public void What_is_unknown_or_not_modelled_is_refused(string was, string now, string message)
    {
        var problem = Assert.ThrowsAny<InputException>(
            () => Dramsim3Config.Parse(Small.Replace(was, now, StringComparison.Ordinal), Source));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Configurations => ["ddr3x2 A", "lpddr3 A", "ddr4 A", "ddr4 SIM", "hbm2 A", "hbm2 BL2", "hbm2 SINGLE",
        "lpddr4 A", "lpddr4 PB", "gddr6 A", "gddr6 NOBG"];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void A_written_part_file_reads_as_an_equal_part(string configuration)
    {
        string path = Path.Combine(
            AppContext.BaseDirectory, "Reference", "dram-family", $"{configuration.Replace(" ", "/cfg", StringComparison.Ordinal)}.ini");
        string text = File.ReadAllText(path);
        Dramsim3Part part = Dramsim3Config.Parse(text, path);
        DramSpec read = DramLoader.Read(ConfigDocument.Parse(PartFileWriter.Write(part, path), "part.json"));
        bool fits = part.Currents.Idd5pbMa >= part.Currents.Idd3nMa; // otherwise a part file must not have it
        Assert.Equal(fits ? part.Spec : part.Spec with { Energy = part.Spec.Energy with { BankRefreshPj = null } }, read);
    }
}
