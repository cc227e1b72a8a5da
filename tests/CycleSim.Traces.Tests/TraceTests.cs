using CsCheck;
using CycleSim.Platform.Files;
using CycleSim.Properties;
using CycleSim.Traces.Format;
using Google.Protobuf;
using ZstdSharp;

namespace CycleSim.Traces.Tests;

/// <summary>Traces come back as they were written, and damage is never taken for data.</summary>
public class TraceTests
{
    private static readonly Gen<TraceAccess> Accesses =
        from scratchpad in Gen.Int[0, 2]
        from cycle in Gen.Frequency((5, Gen.Long[0, 1000]), (1, Gen.Long[0, 1L << 50]))
        from bank in Gen.Int[0, 4095]
        from tensor in Gen.Int[0, int.MaxValue]
        from line in Gen.Long[0, long.MaxValue]
        from bytes in Gen.Int[0, int.MaxValue]
        from write in Gen.Bool
        from waited in Gen.Int[0, int.MaxValue]
        from port in Gen.Int[0, int.MaxValue]
        from step in Gen.Long[0, long.MaxValue]
        select new TraceAccess(scratchpad, cycle, bank, tensor, line, bytes, write, waited, port, step);

    private static readonly Gen<TraceDram> Commands =
        from kind in Gen.Enum<TraceDramKind>()
        from cycle in Gen.Long[0, 1L << 50]
        from rank in Gen.Int[0, 3]
        from bank in Gen.Int[0, 7]
        from row in Gen.Int[0, int.MaxValue]
        from column in Gen.Int[0, 1023]
        from count in Gen.Int[1, 128]
        from pitch in Gen.Int[0, 16]
        select new TraceDram(kind, cycle, rank, bank, row, column, count, pitch);

    [Fact]
    public void The_checksum_is_crc_32c()
    {
        Assert.Equal(0xE3069283u, Checksum.Crc32C("123456789"u8));
        Assert.Equal(0u, Checksum.Crc32C([]));
        // RFC 3720, B.4: 32 bytes of zeros, of ones, ascending.
        Assert.Equal(0x8A9136AAu, Checksum.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, Checksum.Crc32C(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Checksum.Crc32C(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
    }

    [Fact]
    [Trait("kind", "property")]
    public void What_is_written_is_read() =>
        Gen.Select(Accesses.Array[0, 60], Commands.Array[0, 40], Gen.String).ForAll(
            (accesses, commands, name) =>
            {
                using var stream = new MemoryStream(Write(accesses, commands, new Header { Network = name, Batch = 7 }));
                using var reader = new TraceReader(stream, "trace");
                Assert.Equal((name, 7u), (reader.Header.Network, reader.Header.Batch));
                Read(reader, out List<TraceAccess> readAccesses, out List<TraceDram> readCommands);
                // The order is kept within each component.
                Assert.Equal(accesses.OrderBy(access => access.Scratchpad), readAccesses.OrderBy(access => access.Scratchpad));
                Assert.Equal(commands, readCommands);
                Assert.Equal(((ulong)accesses.Length, (ulong)commands.Length), (reader.End!.ScratchpadAccesses, reader.End.DramCommands));
            },
            cases: 300);

    [Fact]
    public void Long_traces_are_cut_into_chunks_and_read_whole()
    {
        TraceAccess[] accesses = [.. Enumerable.Range(0, 50_000)
            .Select(i => new TraceAccess(i % 3, i / 2, i % 256, i / 3 % 4, i * 7L % 1000, 64, i % 5 == 0, i % 2))];
        TraceDram[] commands = [.. Enumerable.Range(0, 20_000)
            .Select(i => new TraceDram(TraceDramKind.Read, i * 4L, 0, i % 8, i, 0, 1, 0))];
        byte[] file = Write(accesses, commands, new Header());
        using var reader = new TraceReader(new MemoryStream(file), "trace");
        int chunks = Read(reader, out List<TraceAccess> readAccesses, out List<TraceDram> readCommands);
        Assert.Equal(accesses.OrderBy(access => access.Scratchpad), readAccesses.OrderBy(access => access.Scratchpad));
        Assert.Equal(commands, readCommands);
        Assert.Equal(3 * 3 + 3, chunks);
        Assert.True(file.Length < 2 * (accesses.Length + commands.Length), $"{file.Length} bytes");
    }

    [Fact]
    public void A_trace_cut_off_anywhere_is_an_error_after_its_whole_chunks()
    {
        byte[] file = Small();
        for (int length = 0; length < file.Length; length++)
            AssertDamaged(file[..length], $"cut off at {length}");
    }

    [Fact]
    public void A_changed_byte_anywhere_is_an_error_after_the_chunks_before_it()
    {
        byte[] file = Small();
        for (int at = 0; at < file.Length; at++)
        {
            foreach (int flip in new[] { 1, 0x80, 0xFF })
            {
                byte[] damaged = [.. file];
                damaged[at] ^= (byte)flip;
                AssertDamaged(damaged, $"byte {at} changed by {flip}");
            }
        }
    }

    [Fact]
    public void A_missing_or_doubled_chunk_is_an_error()
    {
        byte[] file = Small();
        List<Range> frames = Frames(file);
        Assert.Equal(7, frames.Count);
        foreach (Range frame in frames)
        {
            AssertDamaged([.. file[..frame.Start], .. file[frame.End..]], $"without {frame}");
            byte[] doubled = [.. file[..frame.End], .. file[frame.Start..]];
            using var reader = frame.Equals(frames[0]) ? null : new TraceReader(new MemoryStream(doubled), "trace");
            if (reader is not null)
                Assert.Throws<TraceFormatException>(() => Read(reader, out _, out _));
        }
    }

    [Fact]
    public void Bytes_behind_the_end_are_an_error() => AssertDamaged([.. Small(), 0], "one byte more");

    [Fact]
    public void A_trace_without_its_closing_chunk_counts_as_cut_off()
    {
        using var stream = new MemoryStream();
        using (var writer = new TraceWriter(stream, new Header()))
            writer.Add(new TraceAccess(0, 1, 2, 3, 4, 64, false, 0));
        using var reader = new TraceReader(new MemoryStream(stream.ToArray()), "t.trace");
        Assert.Single(reader.Accesses(reader.Next()!.Accesses));
        TraceFormatException problem = Assert.Throws<TraceFormatException>(reader.Next);
        Assert.Equal($"t.trace, offset {stream.Length}: is cut off: the closing chunk is missing", problem.Message);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData((16 << 20) + 1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Hostile_lengths_are_errors_at_once(int length)
    {
        byte[] file = [.. TraceFraming.Magic, .. BitConverter.GetBytes(length), 0, 0, 0, 0, 1, 2, 3];
        string message = Assert.Throws<TraceFormatException>(() => new TraceReader(new MemoryStream(file), "t")).Message;
        Assert.Equal($"t, offset 8: has a chunk of {length} bytes; allowed are 1 to 16777216", message);
    }

    [Fact]
    public void Files_that_are_no_traces_are_errors()
    {
        foreach (byte[] file in new byte[][] { [], "CYSIM"u8.ToArray(), "CYSIMTR1........"u8.ToArray(), new byte[100] })
        {
            string message = Assert.Throws<TraceFormatException>(() => new TraceReader(new MemoryStream(file), "t")).Message;
            Assert.StartsWith("t, offset 0: is not a CycleSim trace", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Good_checksums_over_nonsense_are_errors()
    {
        Assert.Contains("cannot be decoded", Error(Framed("no zstd frame"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("cannot be decoded", Error(Framed(Packed([0xFF, 0xFF, 0xFF]))), StringComparison.Ordinal);
        Assert.Contains("claims", Error(Framed(Packed(new byte[(16 << 20) + 1]))), StringComparison.Ordinal);
        byte[] noHeader = new Chunk { End = new End() }.ToByteArray();
        Assert.Contains("first chunk must be the header", Error(Framed(Packed(noHeader))), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_errors()
    {
        using var reader = new TraceReader(new MemoryStream(Small()), "t");
        AccessColumns accesses = reader.Next()!.Accesses;
        Assert.NotEmpty(reader.Accesses(accesses));
        AccessColumns other = accesses.Clone();
        other.WaitedCycles.Add(1);
        Assert.Throws<TraceFormatException>(() => reader.Accesses(other).ToList());
        other = accesses.Clone();
        other.Scratchpad = 3;
        Assert.Throws<TraceFormatException>(() => reader.Accesses(other).ToList());
        var commands = new DramColumns();
        commands.Kind.Add((uint)TraceDramKind.SelfRefreshExit + 1);
        commands.CycleDelta.Add(0);
        foreach (var column in new[] { commands.Rank, commands.Bank, commands.Row, commands.Column, commands.Count, commands.PitchCycles })
            column.Add(1);
        Assert.Throws<TraceFormatException>(() => reader.Dram(commands).ToList());
        commands.Kind[0] = 5;
        Assert.Single(reader.Dram(commands));
        commands.Row.Clear();
        Assert.Throws<TraceFormatException>(() => reader.Dram(commands).ToList());
    }

    /// <summary>Transfers name their tile where tiles overlap, and halves where tensors flow in tiles; only there.</summary>
    [Theory]
    [InlineData("sequential", "atomic")]
    [InlineData("sequential", "tiled")]
    [InlineData("overlapped", "atomic")]
    [InlineData("overlapped", "tiled")]
    public void Columns_of_transfers_follow_from_the_machine(string ordering, string residency)
    {
        var machine = new Machine { Ordering = ordering, Residency = residency };
        var header = new Header { MachineValues = machine, Operations = { new Operation() } };
        using var stream = new MemoryStream();
        using (var writer = new TraceWriter(stream, header))
        {
            writer.Add(new TraceTransfer(3, 4, 0, true, 5)
            {
                Runs = [new TraceLines(0, 2)],
                Operation = 0,
                IsInHalf = true,
                Tile = 7,
                Use = TraceTransferUse.LoadC,
            });
            writer.Complete();
        }

        stream.Position = 0;
        using var reader = new TraceReader(stream, "t");
        TransferColumns columns = reader.Next()!.Transfers;
        (bool overlaps, bool tiles) = (ordering == "overlapped", residency == "tiled");
        TraceTransfer transfer = Assert.Single(reader.Transfers(columns));
        Assert.Equal((overlaps ? 0 : -1, tiles), (transfer.Operation, transfer.IsInHalf));
        Assert.Equal(overlaps ? (7, TraceTransferUse.LoadC) : (-1, default), (transfer.Tile, transfer.Use));
        TransferColumns other = columns.Clone();
        Toggle(other.Operation, 0U, overlaps);
        Assert.Throws<TraceFormatException>(() => reader.Transfers(other).ToList());
        other = columns.Clone();
        Toggle(other.InHalf, true, tiles);
        Assert.Throws<TraceFormatException>(() => reader.Transfers(other).ToList());
        other = columns.Clone();
        Toggle(other.Tile, 3UL, overlaps);
        Assert.Throws<TraceFormatException>(() => reader.Transfers(other).ToList());

        static void Toggle<T>(ICollection<T> column, T value, bool isThere)
        {
            if (isThere)
                column.Clear();
            else
                column.Add(value);
        }
    }

    private static TraceAccess[] SmallAccesses { get; } =
        [.. Enumerable.Range(0, 12).Select(i => new TraceAccess(i % 3, 5 * i, i, i % 4, 100 - i, 64, i % 2 == 0, i % 5))];

    private static TraceDram[] SmallCommands { get; } =
        [.. Enumerable.Range(0, 6).Select(i => new TraceDram((TraceDramKind)i, 9 * i, 0, i, 3 * i, i, 1 + i, 4))];

    private static byte[] Small() => Write(SmallAccesses, SmallCommands, new Header { Network = "lenet5" });

    private static byte[] Write(TraceAccess[] accesses, TraceDram[] commands, Header header)
    {
        using var stream = new MemoryStream();
        using var writer = new TraceWriter(stream, header);
        foreach (TraceAccess access in accesses)
            writer.Add(access);
        foreach (TraceDram command in commands)
            writer.Add(command);
        writer.Complete();
        return stream.ToArray();
    }

    private static int Read(TraceReader reader, out List<TraceAccess> accesses, out List<TraceDram> commands)
    {
        accesses = [];
        commands = [];
        return ReadInto(reader, accesses, commands);
    }

    private static int ReadInto(TraceReader reader, List<TraceAccess> accesses, List<TraceDram> commands)
    {
        int chunks = 0;
        for (; reader.Next() is { } chunk; chunks++)
        {
            if (chunk.Accesses is not null)
                accesses.AddRange(reader.Accesses(chunk.Accesses));
            if (chunk.Dram is not null)
                commands.AddRange(reader.Dram(chunk.Dram));
        }

        return chunks;
    }

    private static void AssertDamaged(byte[] file, string what)
    {
        var accesses = new List<TraceAccess>();
        var commands = new List<TraceDram>();
        Exception? problem = Record.Exception(() =>
        {
            using var reader = new TraceReader(new MemoryStream(file), "t");
            ReadInto(reader, accesses, commands);
        });
        Assert.True(problem is TraceFormatException, $"{what}: {problem}");
        Assert.StartsWith("t, offset ", problem.Message, StringComparison.Ordinal);
        Assert.Subset(SmallAccesses.ToHashSet(), accesses.ToHashSet());
        Assert.Equal(SmallCommands.Take(commands.Count), commands);
        Assert.Equal(accesses.Count, accesses.Distinct().Count());
    }

    private static List<Range> Frames(byte[] file)
    {
        var frames = new List<Range>();
        for (int at = 8; at < file.Length - TraceFraming.TrailerBytes;)
        {
            int end = at + 8 + BitConverter.ToInt32(file, at);
            frames.Add(at..end);
            at = end;
        }

        return frames;
    }

    private static byte[] Packed(byte[] content)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(content).ToArray();
    }

    private static byte[] Framed(byte[] payload)
    {
        byte[] header = new byte[TraceFraming.HeaderBytes];
        TraceFraming.WriteHeader(header, payload);
        return [.. TraceFraming.Magic, .. header, .. payload];
    }

    private static string Error(byte[] file) =>
        Assert.Throws<TraceFormatException>(() => new TraceReader(new MemoryStream(file), "t")).Message;
}
