using CsCheck;
using CycleSim.Traces.Format;
using Google.Protobuf;

namespace CycleSim.Traces.Tests;

/// <summary>Strided runs, windows by index, and what is saved of a damaged trace.</summary>
public sealed class TraceFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private static readonly Gen<TraceAccess[]> Streams =
        Gen.Select(
            Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1000], Gen.Int[0, 255], Gen.Int[0, 3], Gen.Int[0, 500]),
            Gen.Select(Gen.Int[1, 30], Gen.Int[-2, 9], Gen.Int[-1, 3], Gen.Int[-2, 5], Gen.Bool))
        .Select((start, run) => Enumerable.Range(0, run.Item1).Select(i => new TraceAccess(
            start.Item1, 2000 + start.Item2 + i * run.Item2, 300 + start.Item3 + i * run.Item3, start.Item4,
            1000 + start.Item5 + i * run.Item4, 64, run.Item5, 0)).ToArray())
        .Array[0, 20].Select(streams => streams.SelectMany(stream => stream).ToArray());

    private static readonly Gen<TracePhase[]> PhaseLists =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 50], Gen.Int[0, 20], Gen.Int[1, 900], Gen.Int[0, 9]).Array[0, 40].Select(picks =>
        {
            long cycle = 0;
            return picks.Select(pick =>
            {
                var phase = new TracePhase(pick.Item1, pick.Item2, cycle += pick.Item3, pick.Item4, pick.Item5, pick.Item5 / 2);
                cycle += pick.Item4;
                return phase;
            }).ToArray();
        });

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Any_strides_survive_and_any_window_holds_what_a_full_scan_finds() =>
        Gen.Select(Streams, PhaseLists, Gen.Int[0, 4000], Gen.Int[0, 4000]).Sample(
            (accesses, phases, from, length) =>
            {
                Write(accesses, phases);
                using TraceFile file = TraceFile.Open(_path);
                for (int scratchpad = 0; scratchpad < 3; scratchpad++)
                {
                    TraceAccess[] all = [.. accesses.Where(access => access.Scratchpad == scratchpad)];
                    Assert.Equal(all, file.Accesses(scratchpad, 0, long.MaxValue));
                    Assert.Equal(
                        all.Where(access => access.Cycle >= from && access.Cycle < from + length),
                        file.Accesses(scratchpad, from, from + length));
                }

                Assert.Equal(phases, file.Phases(0, long.MaxValue));
                Assert.Equal(
                    phases.Where(phase => phase.Start < from + length && phase.Start + phase.Cycles > from), file.Phases(from, from + length));
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void A_stream_at_even_strides_is_one_record()
    {
        Write([.. Enumerable.Range(0, 100_000).Select(i => new TraceAccess(1, 3L * i, i % 1, 7, 100_000 - i, 64, true, 0))], []);
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal(1UL, Assert.Single(file.Chunks).Records);
        Assert.Equal(100_000, file.Accesses(1, 0, long.MaxValue).Count());
        Assert.True(new FileInfo(_path).Length < 300);
    }

    [Fact]
    public void A_window_near_the_end_reads_few_chunks()
    {
        // Random lines: nothing merges, so there are many chunks.
        Write([.. Enumerable.Range(0, 300_000).Select(i => new TraceAccess(0, i, (int)((long)i * i % 251), 0, (long)i * i * i % 9973, 64, false, 0))], []);
        byte[] bytes = File.ReadAllBytes(_path);
        using (TraceFile whole = TraceFile.Open(_path))
        {
            Assert.True(whole.Chunks.Count > 10);
            // Damage in an early chunk is not even seen.
            bytes[(int)whole.Chunks[3].Offset + 20] ^= 1;
        }

        File.WriteAllBytes(_path, bytes);
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal(1000, file.Accesses(0, 299_000, 300_000).Count());
        Assert.Throws<TraceFormatException>(() => file.Accesses(0, 0, 100_000).Count());
    }

    [Fact]
    public void Whatever_is_cut_off_or_changed_the_whole_chunks_before_it_are_saved()
    {
        TraceAccess[] accesses = [.. Enumerable.Range(0, 20).Select(i => new TraceAccess(i % 3, i * i, i % 4, 1, i, 64, i % 2 == 0, 0))];
        Write(accesses, [new TracePhase(0, 0, 0, 400, 1, 0)]);
        byte[] bytes = File.ReadAllBytes(_path);
        int saved = 0;
        for (int length = 200; length < bytes.Length; length++)
        {
            using var target = new MemoryStream();
            End end = TraceSalvage.Run(new MemoryStream(bytes[..length]), "t", target, out string? problem);
            Assert.NotNull(problem);
            Assert.True(end.Salvaged);
            target.Position = 0;
            End again = TraceSalvage.Run(target, "salvaged", null, out string? none);
            Assert.Null(none);
            Assert.Equal(end, again);
            saved = (int)Math.Max(saved, (long)end.ScratchpadAccesses);
        }

        Assert.Equal(accesses.Length, saved);
    }

    [Fact]
    public void Fields_of_a_later_version_survive_being_salvaged()
    {
        byte[] header = [.. new Header { Network = "n" }.ToByteArray(), 0xFA, 0x3F, 3, 1, 2, 3];
        var later = Header.Parser.ParseFrom(header);
        using var stream = new MemoryStream();
        using (var writer = new TraceWriter(stream, later))
            writer.Complete();
        stream.Position = 0;
        using var target = new MemoryStream();
        TraceSalvage.Run(stream, "t", target, out _);
        target.Position = 0;
        using var reader = new TraceReader(target, "t");
        Assert.Equal(header, reader.Header.ToByteArray());
    }

    [Fact]
    public void A_file_without_trailer_says_how_to_save_it()
    {
        Write([], []);
        byte[] bytes = File.ReadAllBytes(_path);
        File.WriteAllBytes(_path, bytes[..^1]);
        Assert.Contains("--salvage", Assert.Throws<TraceFormatException>(() => TraceFile.Open(_path)).Message, StringComparison.Ordinal);
    }

    private void Write(TraceAccess[] accesses, TracePhase[] phases)
    {
        using FileStream stream = File.Create(_path);
        using var writer = new TraceWriter(stream, new Header { Network = "n", Operations = { new Operation { Name = "a very long name of an operation so that frames are not tiny" } } });
        foreach (TraceAccess access in accesses)
            writer.Add(access);
        foreach (TracePhase phase in phases)
            writer.Add(phase);
        writer.Complete();
    }
}
