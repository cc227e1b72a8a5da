using CsCheck;
using CycleSim.Properties;
using CycleSim.Traces.Analysis;
using CycleSim.Traces.Format;

namespace CycleSim.Traces.Tests;

/// <summary>Commands of several channels come back as they were written; with one channel nothing has changed since version 0.1.</summary>
public sealed class DramChannelTests : IDisposable
{
    private const int Channels = 4;

    private readonly string _path = Path.GetTempFileName();

    /// <summary>Runs of all kinds in the order of their starts; runs of one channel do not overlap, those of different ones do.</summary>
    private static readonly Gen<TraceDram[]> Commands =
        Gen.Select(
            Gen.Select(Gen.Enum<TraceDramKind>(), Gen.Int[0, Channels - 1], Gen.Int[0, 40], Gen.Int[0, 1], Gen.Int[0, 15]),
            Gen.Select(Gen.Int[0, 99], Gen.Int[0, 50], Gen.Int[1, 30], Gen.Int[1, 9]))
        .Array[0, 60].Select(picks =>
        {
            var free = new long[Channels];
            return picks.Select(pick =>
            {
                (TraceDramKind kind, int channel, int gap, int rank, int bank) = pick.Item1;
                (int row, int column, int count, int pitch) = pick.Item2;
                bool isRun = kind.IsColumnCommand() && count > 1;
                var run = new TraceDram(
                    kind, free[channel] + gap, rank, bank, row, column, isRun ? count : 1, isRun ? pitch : 0, channel);
                free[channel] = run.LastCycle + 1;
                return run;
            }).OrderBy(run => run.Cycle).ToArray();
        });

    public void Dispose() => File.Delete(_path);

    [Fact]
    [Trait("kind", "property")]
    public void Commands_of_all_channels_and_kinds_are_read_as_written() => Commands.ForAll(
        commands =>
        {
            Write(commands, new Header { DramChannels = Channels });
            using TraceFile file = TraceFile.Open(_path);
            Assert.Equal(commands, file.Dram(0, long.MaxValue));
            Assert.Equal((ulong)commands.Length, file.End.DramCommands);
            Assert.Equal(
                commands.Where(run => run.Kind is TraceDramKind.Read or TraceDramKind.Write).Sum(run => run.Count),
                (long)file.End.DramBursts);
            using FileStream stream = File.OpenRead(_path);
            TraceSalvage.Run(stream, "t", null, out string? problem);
            Assert.Null(problem);
        },
        cases: 200);

    [Fact]
    [Trait("kind", "property")]
    public void A_window_has_its_single_commands_by_time() =>
        Gen.Select(Commands, Gen.Int[0, 400], Gen.Int[0, 300]).ForAll(
            (commands, from, length) =>
            {
                Write(commands, new Header { DramChannels = Channels });
                using TraceFile file = TraceFile.Open(_path);
                Assert.Equal(Singles(commands, from, from + length), file.SingleDram(from, from + length));
            },
            cases: 200);

    /// <summary>A run that starts in the first chunk is under way while tens of thousands of commands of another channel come.</summary>
    [Fact]
    public void A_run_that_ends_many_chunks_later_is_found_in_every_window()
    {
        var long1 = new TraceDram(TraceDramKind.Read, 5, 0, 1, 2, 0, 60_000, 2, Channel: 1);
        TraceDram[] commands =
            [long1, .. Enumerable.Range(0, 30_000).Select(i => new TraceDram(TraceDramKind.Refresh, 10 + 4 * i, 0, 0, 0, 0, 1, 0))];
        Write(commands, new Header { DramChannels = 2 });
        using TraceFile file = TraceFile.Open(_path);
        Assert.True(file.Chunks.Count > 3);
        Assert.Equal(120_003ul, file.Chunks[0].LastCommandCycle);
        foreach (int from in new[] { 0, 50_000, 100_000, 119_995 })
            Assert.Equal(Singles(commands, from, from + 100), file.SingleDram(from, from + 100));
    }

    [Fact]
    public void The_cut_into_runs_does_not_count_when_traces_are_compared()
    {
        TraceDram run = new(TraceDramKind.Read, 0, 0, 0, 0, 0, 8, 4, Channel: 0);
        TraceDram other = new(TraceDramKind.Write, 3, 0, 0, 0, 0, 8, 4, Channel: 1);
        TraceDram[] cut = [run with { Count = 2 }, other, run with { Cycle = 8, Column = 2, Count = 6 }];
        Write([run, other], new Header { DramChannels = 2 });
        string second = Path.GetTempFileName();
        try
        {
            Write(cut, new Header { DramChannels = 2 }, second);
            using TraceFile a = TraceFile.Open(_path);
            using (TraceFile b = TraceFile.Open(second))
                Assert.Empty(TraceComparison.Events(a, b));
            Write([run, other with { Channel = 0 }], new Header { DramChannels = 2 }, second);
            using TraceFile c = TraceFile.Open(second);
            Assert.Equal(1, Assert.Single(TraceComparison.Events(a, c)).Index);
        }
        finally
        {
            File.Delete(second);
        }
    }

    /// <summary>The shipped trace was recorded by version 0.1: writing its records again gives its chunks.</summary>
    [Fact]
    public void With_one_channel_chunks_and_index_are_those_of_version_0_1()
    {
        Chunk[] stored = Chunks(SampleTraces.Dram);
        using (TraceFile file = TraceFile.Open(SampleTraces.Dram))
            Write([.. file.Dram(0, long.MaxValue)], file.Header);
        Chunk[] written = Chunks(_path);
        Assert.Equal(
            stored.Where(chunk => chunk.Dram is not null || chunk.Header is not null),
            written.Where(chunk => chunk.Dram is not null || chunk.Header is not null));
        Assert.Contains(stored, chunk => chunk.Dram is { Kind.Count: > 0 });
        Assert.All(written.Where(chunk => chunk.Dram is not null), chunk => Assert.Empty(chunk.Dram.Channel));
        using TraceFile now = TraceFile.Open(_path);
        Assert.All(now.Chunks, chunk => Assert.Equal(0ul, chunk.LastCommandCycle));
    }

    [Fact]
    public void A_chunk_without_commands_of_other_channels_has_no_column_for_them()
    {
        TraceDram command = new(TraceDramKind.Activate, 0, 0, 0, 0, 0, 1, 0);
        Write([command], new Header { DramChannels = 2 });
        Assert.Empty(Chunks(_path).Single(chunk => chunk.Dram is not null).Dram.Channel);
        Write([command, command with { Channel = 1 }], new Header { DramChannels = 2 });
        Assert.Equal([0u, 1u], Chunks(_path).Single(chunk => chunk.Dram is not null).Dram.Channel);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void A_command_of_a_channel_that_the_header_lacks_is_damage(int channels, int channel)
    {
        Write(
            [new TraceDram(TraceDramKind.Activate, 0, 0, 0, 0, 0, 1, 0, channel)], new Header { DramChannels = (uint)channels });
        using TraceFile file = TraceFile.Open(_path);
        Assert.Contains(
            "channel that the header does not have",
            Assert.Throws<TraceFormatException>(() => file.Dram(0, long.MaxValue).ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_channels_that_is_too_short_is_damage()
    {
        Write([], new Header { DramChannels = 2 });
        using FileStream stream = File.OpenRead(_path);
        using var reader = new TraceReader(stream, "t");
        var columns = new DramColumns();
        columns.CycleDelta.Add([1L, 1L]);
        foreach (var column in new[] { columns.Kind, columns.Rank, columns.Bank, columns.Row, columns.Column, columns.PitchCycles })
            column.Add([0u, 0u]);
        columns.Count.Add([1u, 1u]);
        columns.Channel.Add(1u);
        Assert.Throws<TraceFormatException>(() => reader.Dram(columns).ToList());
        columns.Channel.Add(0u);
        Assert.Equal([1, 0], reader.Dram(columns).Select(command => command.Channel));
    }

    [Theory]
    [InlineData(2, 2, 8, 3, "8 DRAM banks in 3 groups")]
    [InlineData(1 << 13, 2, 8, 2, "8192 x 2 x 8 DRAM banks; allowed are up to 65536")]
    [InlineData(uint.MaxValue, 0, 0, 0, "4294967295 x 0 x 0 DRAM banks")]
    public void Headers_of_impossible_dram_are_errors(uint channels, uint ranks, uint banks, uint groups, string expected)
    {
        Write([], new Header { DramChannels = channels, DramRanks = ranks, DramBanks = banks, DramBankGroups = groups });
        Assert.Contains(
            expected, Assert.Throws<TraceFormatException>(() => TraceFile.Open(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ro ra bg ba ch co", 5, 3)]
    [InlineData("ro bg ba ra ch co", 4, 2)]
    [InlineData("ro ra ba ch co", 11, 7)]
    [InlineData("ro ra ch ba bg co", 9, 6)]
    public void Addresses_count_channels_and_bank_groups(string mapping, int bank, int channel)
    {
        var part = new DramPart
        {
            Rows = 64,
            Ranks = 2,
            Banks = 16,
            BankGroups = 4,
            Columns = 32,
            BurstBytes = 64,
            Channels = 8,
            AddressMapping = mapping,
        };
        var command = new TraceDram(TraceDramKind.Read, 0, 1, bank, 37, 19, 1, 0, channel);
        bool hasGroups = mapping.Contains("bg", StringComparison.Ordinal);
        int bankBits = hasGroups ? 2 : 4;
        long address = 0;
        foreach (string field in mapping.Split(' '))
        {
            (int bits, int value) = field switch
            {
                "ro" => (6, 37),
                "ra" => (1, 1),
                "bg" => (2, bank >> 2),
                "ba" => (bankBits, bank & ((1 << bankBits) - 1)),
                "ch" => (3, channel),
                _ => (5, 19),
            };
            address = address << bits | (long)value;
        }

        Assert.Equal(address << 6, new DramAddresses(part).Of(command));
    }

    private static TraceDram[] Singles(TraceDram[] commands, long from, long to) =>
    [
        .. commands.SelectMany(run => run.Single()).Where(command => command.Cycle >= from && command.Cycle < to)
            .OrderBy(command => command.Cycle).ThenBy(command => command.Channel),
    ];

    private static Chunk[] Chunks(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using var reader = new TraceReader(stream, path);
        var chunks = new List<Chunk> { new() { Header = reader.Header } };
        while (reader.Next() is { } chunk)
            chunks.Add(chunk);
        return [.. chunks];
    }

    private void Write(TraceDram[] commands, Header header, string? path = null)
    {
        using FileStream stream = File.Create(path ?? _path);
        using var writer = new TraceWriter(stream, header);
        foreach (TraceDram command in commands)
            writer.Add(command);
        writer.Complete();
    }
}
