using CsCheck;
using CycleSim.Properties;
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
            1000 + start.Item5 + i * run.Item4, 64, run.Item5, 0, 100 + i * run.Item3, 4000 + i * run.Item2)).ToArray())
        .Array[0, 20].Select(streams => streams.SelectMany(stream => stream).ToArray());

    private static readonly Gen<TracePhase[]> PhaseLists =
        Gen.Select(
            Gen.Select(Gen.Enum<TracePhaseKind>(), Gen.Int[0, 50], Gen.Int[0, 20], Gen.Int[1, 900], Gen.Int[0, 9]),
            Gen.Select(Gen.Int[1, 9], Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 32], Gen.Long[0, 1L << 40]).Array[0, 4])
        .Array[0, 40].Select(picks =>
        {
            long cycle = 0;
            return picks.Select(pick =>
            {
                (TracePhaseKind kind, int operation, int gap, int cycles, int few) = pick.Item1;
                var phase = new TracePhase(kind, operation, cycle += gap, cycles, few, few / 2, few / 3, cycles, cycles - 1, few % 2)
                {
                    Ports = [.. pick.Item2.Select(run => new TracePortRun(run.Item1, run.Item2, run.Item3, run.Item4, run.Item5))],
                };
                cycle += cycles;
                return phase;
            }).ToArray();
        });

    private static readonly Gen<TraceTransfer[]> TransferLists =
        Gen.Select(
            Gen.Select(Gen.Int[0, 20], Gen.Int[1, 900], Gen.Int[0, 9], Gen.Bool, Gen.Long[0, 1L << 40]),
            Gen.Select(Gen.Int[0, 5], Gen.Int[1, 500]).Array[0, 6])
        .Array[0, 30].Select(picks =>
        {
            long cycle = 0;
            return picks.Select(pick =>
            {
                (int gap, int cycles, int tensor, bool isWrite, long baseBurst) = pick.Item1;
                long burst = 0;
                var runs = new List<TraceLines>();
                foreach ((int skip, int count) in pick.Item2)
                {
                    runs.Add(new TraceLines(burst + skip, count));
                    burst += skip + count;
                }

                var transfer = new TraceTransfer(cycle += gap, cycles, tensor, isWrite, baseBurst) { Runs = runs };
                cycle += cycles;
                return transfer;
            }).ToArray();
        });

    private static readonly Gen<TraceFold[]> FoldLists =
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 256], Gen.Int[1, 256]).Array[0, 30]
            .Select(picks =>
        {
            long cycle = 0;
            return picks.Select(p => new TraceFold(cycle += p.Item1, p.Item2, p.Item3, p.Item4, p.Item5, p.Item6)).ToArray();
        });

    public void Dispose() => File.Delete(_path);

    [Fact]
    [Trait("kind", "property")]
    public void Any_strides_survive_and_any_window_holds_what_a_full_scan_finds() =>
        Gen.Select(Streams, PhaseLists, TransferLists, FoldLists, Gen.Int[0, 4000], Gen.Int[0, 4000]).ForAll(
            (accesses, phases, transfers, folds, from, length) =>
            {
                Write(accesses, phases, transfers, folds);
                using TraceFile file = TraceFile.Open(_path);
                foreach (TraceComponent scratchpad in TraceNames.ScratchpadComponents)
                {
                    TraceAccess[] all = [.. accesses.Where(access => access.Scratchpad == (int)scratchpad)];
                    Assert.Equal(all, file.Accesses(scratchpad, 0, long.MaxValue));
                    Assert.Equal(
                        all.Where(access => access.Cycle >= from && access.Cycle < from + length),
                        file.Accesses(scratchpad, from, from + length));
                }

                Assert.Equal(phases, file.Phases(0, long.MaxValue));
                Assert.Equal(phases.Length == 0 ? 0 : phases[^1].EndCycle, file.EndCycle);
                Assert.Equal(transfers, file.Transfers(0, long.MaxValue));
                Assert.Equal(
                    transfers.Where(transfer => transfer.StartCycle < from + length && transfer.StartCycle + transfer.Cycles > from),
                    file.Transfers(from, from + length));
                Assert.Equal(folds, file.Folds(0, long.MaxValue));
                Assert.Equal(folds.Where(fold => fold.StartCycle >= from && fold.StartCycle < from + length),
                    file.Folds(from, from + length));
                Assert.Equal(((ulong)phases.Length, (ulong)transfers.Length, (ulong)folds.Length),
                    (file.End.Phases, file.End.Transfers, file.End.Folds));
                Assert.Equal(
                    phases.Where(phase => phase.StartCycle < from + length && phase.StartCycle + phase.Cycles > from),
                    file.Phases(from, from + length));
            },
            cases: 200);

    [Fact]
    public void A_stream_at_even_strides_is_one_record()
    {
        Write([.. Enumerable.Range(0, 100_000).Select(i => new TraceAccess(1, 3L * i, i % 1, 7, 100_000 - i, 64, true, 0))], []);
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal(1UL, Assert.Single(file.Chunks).Records);
        Assert.Equal(100_000, file.Accesses(TraceComponent.Weight, 0, long.MaxValue).Count());
        Assert.True(new FileInfo(_path).Length < 500);
    }

    [Fact]
    public void A_window_near_the_end_reads_few_chunks()
    {
        // Random lines: nothing merges, so there are many chunks.
        Write([.. Enumerable.Range(0, 300_000)
            .Select(i => new TraceAccess(0, i, (int)((long)i * i % 251), 0, (long)i * i * i % 9973, 64, false, 0))], []);
        byte[] bytes = File.ReadAllBytes(_path);
        using (TraceFile whole = TraceFile.Open(_path))
        {
            Assert.True(whole.Chunks.Count > 10);
            // Damage in an early chunk is not even seen.
            bytes[(int)whole.Chunks[3].Offset + 20] ^= 1;
        }

        File.WriteAllBytes(_path, bytes);
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal(1000, file.Accesses(TraceComponent.Activation, 299_000, 300_000).Count());
        Assert.Throws<TraceFormatException>(() => file.Accesses(TraceComponent.Activation, 0, 100_000).Count());
    }

    [Fact]
    public void Whatever_is_cut_off_or_changed_the_whole_chunks_before_it_are_saved()
    {
        TraceAccess[] accesses = [.. Enumerable.Range(0, 20).Select(i => new TraceAccess(i % 3, i * i, i % 4, 1, i, 64, i % 2 == 0, 0))];
        Write(accesses, [new TracePhase(TracePhaseKind.Array, 0, 0, 400, 1, 0, 0, 300, 400, 0)]);
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

    [Fact]
    [Trait("kind", "property")]
    public void A_run_of_dram_commands_is_cut_where_the_window_ends() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 6], Gen.Int[0, 120], Gen.Int[0, 120]).ForAll((count, pitch, from, length) =>
        {
            var run = new TraceDram(TraceDramKind.Read, 30, 0, 1, 2, 3, count, count == 1 ? 0 : pitch + 1);
            TraceDram part = run.Within(from, from + length);
            int[] inside = [.. Enumerable.Range(0, count)
                .Where(i => run.Cycle + i * run.PitchCycles >= from && run.Cycle + i * run.PitchCycles < from + length)];
            Assert.Equal(inside.Length, part.Count);
            if (inside.Length > 0)
                Assert.Equal((run.Cycle + inside[0] * run.PitchCycles, run.Column + inside[0]), (part.Cycle, part.Column));
        });

    [Fact]
    public void Chunks_of_a_later_version_are_passed_over()
    {
        Write([new TraceAccess(0, 1, 2, 3, 4, 64, false, 0)], []);
        byte[] bytes = File.ReadAllBytes(_path);
        using TraceFile file = TraceFile.Open(_path);
        int at = (int)file.Chunks[0].Offset;
        byte[] unknown = Frame([0xFA, 0x3F, 3, 1, 2, 3]);
        // The chunk moves, so index and trailer are written anew.
        using var stream = new MemoryStream();
        stream.Write(bytes.AsSpan(0, at));
        stream.Write(unknown);
        int length = BitConverter.ToInt32(bytes, at) + TraceFraming.HeaderBytes;
        stream.Write(bytes.AsSpan(at, length));
        var index = new Format.Index { Chunks = { new ChunkInfo { Component = 99, Offset = (ulong)at }, file.Chunks[0].Clone() } };
        index.Chunks[1].Offset += (ulong)unknown.Length;
        long indexAt = stream.Length;
        stream.Write(Frame(new Chunk { Index = index }.ToByteArray()));
        stream.Write(Frame(new Chunk { End = file.End }.ToByteArray()));
        stream.Write(BitConverter.GetBytes(indexAt));
        stream.Write(TraceFraming.EndMagic);
        stream.Position = 0;
        using var reader = new TraceReader(stream, "later");
        Assert.Single(reader.Accesses(reader.Next()!.Accesses));
        Assert.Null(reader.Next());
        // A rewrite keeps it.
        stream.Position = 0;
        using var saved = new MemoryStream();
        TraceSalvage.Run(stream, "later", saved, out string? problem);
        Assert.Null(problem);
        Assert.True(saved.ToArray().AsSpan().IndexOf(unknown) > 0);
    }

    [Fact]
    public void Headers_that_cannot_be_are_refused()
    {
        foreach (Header header in new[]
        {
            new Header { ClockPeriodPs = 1UL << 62 }, new Header { Banks = uint.MaxValue },
            new Header { DramRanks = 1 << 15, DramBanks = 1 << 15 },
            new Header { Tensors = { new Tensor { Id = 1 }, new Tensor { Id = 1 } } },
            new Header { Tensors = { new Tensor { Scratchpad = 3 } } },
            new Header { Selection = new Selection { FromCycle = 5, ToCycle = 5 } },
        })
        {
            using var stream = new MemoryStream();
            using (var writer = new TraceWriter(stream, header))
                writer.Complete();
            stream.Position = 0;
            Assert.Contains("cannot be", Assert.Throws<TraceFormatException>(() => new TraceReader(stream, "t")).Message,
                StringComparison.Ordinal);
        }
    }

    private static byte[] Frame(byte[] chunk)
    {
        using var compressor = new ZstdSharp.Compressor();
        byte[] payload = compressor.Wrap(chunk).ToArray();
        byte[] header = new byte[TraceFraming.HeaderBytes];
        TraceFraming.WriteHeader(header, payload);
        return [.. header, .. payload];
    }

    private void Write(TraceAccess[] accesses, TracePhase[] phases, TraceTransfer[]? transfers = null, TraceFold[]? folds = null)
    {
        using FileStream stream = File.Create(_path);
        using var writer = new TraceWriter(stream,
            new Header { Network = "n", Operations = { Enumerable.Range(0, 51).Select(i => new Operation { Name = $"operation {i}" }) } });
        foreach (TraceAccess access in accesses)
            writer.Add(access);
        foreach (TracePhase phase in phases)
            writer.Add(phase);
        foreach (TraceTransfer transfer in transfers ?? [])
            writer.Add(transfer);
        foreach (TraceFold fold in folds ?? [])
            writer.Add(fold);
        writer.Complete();
    }
}
