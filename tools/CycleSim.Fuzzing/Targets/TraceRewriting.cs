using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Analysis;
using CycleSim.Traces.Export;
using CycleSim.Traces.Format;

namespace CycleSim.Fuzzing.Targets;

/// <summary>What every trace that is whole allows: all readers read it, and its records can be written and read again.</summary>
internal static class TraceRewriting
{
    private const int Bins = 16;

    private static readonly int[] ShortLengths = [2, 40];

    /// <summary>Saves the whole chunks of a trace, reads what was saved, and writes its records again.</summary>
    /// <exception cref="InputException">It is no trace, or a chunk holds what no recording has.</exception>
    internal static void Run(byte[] input, string path)
    {
        using var saved = new MemoryStream();
        TraceSalvage.Run(new MemoryStream(input), path, saved, out string? damage);
        saved.Position = 0;
        TraceSalvage.Run(saved, "the saved trace", null, out string? doubt);
        Oracle.Same("a saved trace", null, doubt);

        string copy = path + ".saved";
        File.WriteAllBytes(copy, saved.ToArray());
        using (TraceFile file = TraceFile.Open(copy))
            Look(file);
        Rewrite(saved.ToArray());
        if (damage is not null)
            throw new InputException(damage);
        using TraceFile whole = Oracle.Accepts("a whole trace", () => TraceFile.Open(path));
    }

    private static void Look(TraceFile file)
    {
        if (file.End.ScratchpadAccesses + file.End.DramBursts > Oracle.MaxRecords)
            return;
        foreach (TraceRow row in new TraceRows(file).Within(TraceWindow.All).Take(Oracle.MaxRecords))
            _ = row.TimePs;
        TraceSummary.Of(file, Bins);
        CsvExport.Write(TextWriter.Null, file.Header, new TraceRows(file).Within(TraceWindow.All).Take(Oracle.MaxRecords));
        JsonExport.Write(TextWriter.Null, file.Header, new TraceRows(file).Within(TraceWindow.All).Take(Oracle.MaxRecords));
        PerfettoExport.Write(Stream.Null, file, TraceWindow.All);
        Gem5Trace.Write(Stream.Null, "fuzzing", Gem5Trace.Requests(file, TraceWindow.All).Take(Oracle.MaxRecords));
    }

    private static void Rewrite(byte[] trace)
    {
        (Header header, List<object> records) = Records(trace);
        if (records.Count >= Oracle.MaxRecords)
            return;
        using var stream = new MemoryStream();
        using (var writer = new TraceWriter(stream, header))
        {
            foreach (object record in records)
                Add(writer, record);
            writer.Complete();
        }

        (_, List<object> again) = Oracle.Accepts("a rewritten trace", () => Records(stream.ToArray()));
        foreach (Type kind in records.Select(record => record.GetType()).Distinct())
            Oracle.SameRecords(kind.Name, Of(records, kind), Of(again, kind));
    }

    /// <summary>Records as texts: those with lists in them have no equality of their own.</summary>
    private static List<string> Of(List<object> records, Type kind) => [.. records.Where(record => record.GetType() == kind).Select(Text)];

    private static string Text(object record) => record switch
    {
        TracePhase phase => $"{phase with { Ports = [] }} {string.Join(' ', phase.Ports)}",
        TraceTransfer transfer => $"{transfer with { Runs = [] }} {string.Join(' ', transfer.Runs)}",
        _ => $"{record}",
    };

    private static (Header Header, List<object> Records) Records(byte[] trace)
    {
        using var reader = new TraceReader(new MemoryStream(trace), "the trace");
        List<object> records = [];
        while (records.Count < Oracle.MaxRecords && reader.Next() is { } chunk)
            records.AddRange(Of(reader, chunk).Take(Oracle.MaxRecords - records.Count));
        return (reader.Header, records);
    }

    private static IEnumerable<object> Of(TraceReader reader, Chunk chunk) => chunk.ContentCase switch
    {
        Chunk.ContentOneofCase.Accesses => reader.Accesses(chunk.Accesses).Cast<object>(),
        Chunk.ContentOneofCase.Dram => reader.Dram(chunk.Dram).SelectMany(run => run.Single()).Cast<object>(),
        Chunk.ContentOneofCase.Phases => reader.Phases(chunk.Phases).Cast<object>(),
        Chunk.ContentOneofCase.Folds => reader.Folds(chunk.Folds).Cast<object>(),
        Chunk.ContentOneofCase.Transfers => reader.Transfers(chunk.Transfers).Cast<object>(),
        Chunk.ContentOneofCase.Waits => reader.Waits(chunk.Waits).Cast<object>(),
        _ => [],
    };

    /// <summary>Adds a record as a recording does.</summary>
    internal static void Add(TraceWriter writer, object record)
    {
        switch (record)
        {
            case TraceAccess access:
                writer.Add(access);
                break;
            case TraceDram command:
                writer.Add(command);
                break;
            case TracePhase phase:
                writer.Add(phase);
                break;
            case TraceFold fold:
                writer.Add(fold);
                break;
            case TraceTransfer transfer:
                writer.Add(transfer);
                break;
            case TraceWait wait:
                writer.Add(wait);
                break;
            default:
                throw new ArgumentException($"a {record.GetType().Name} is no record", nameof(record));
        }
    }

    /// <summary>The first records of each kind of a shipped trace, as a trace of its own.</summary>
    internal static byte[] Shortened(string file, int records)
    {
        using FileStream source = File.OpenRead(file);
        using var reader = new TraceReader(source, file);
        using var stream = new MemoryStream();
        using (var writer = new TraceWriter(stream, reader.Header))
        {
            var added = new Dictionary<Chunk.ContentOneofCase, int>();
            while (reader.Next() is { } chunk)
            {
                int before = added.GetValueOrDefault(chunk.ContentCase);
                List<object> more = [.. Of(reader, chunk).Take(records - before)];
                added[chunk.ContentCase] = before + more.Count;
                more.ForEach(record => Add(writer, record));
            }

            writer.Complete();
        }

        return stream.ToArray();
    }

    /// <summary>The shortened shipped traces.</summary>
    internal static IEnumerable<byte[]> Seeds(string repository) =>
        from file in Directory.EnumerateFiles(Path.Combine(repository, "traces"), "*.cst").Order(StringComparer.Ordinal)
        from records in ShortLengths
        select Shortened(file, records);
}
