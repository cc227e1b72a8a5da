using System.Globalization;
using CycleSim.Configuration;

namespace CycleSim.Accelerator.Dram;

/// <summary>
/// Request traces as CSV, plain or gzip: a header `cycle,op,addr`, then a request a line. op is R or W; addr is a byte address, hexadecimal
/// with 0x and decimal without. A request moves the burst that holds its address.
/// </summary>
public static class DramTraceFile
{
    private const string Header = "cycle,op,addr";

    /// <summary>Reads a trace.</summary>
    /// <param name="path">File; gzip is recognised by its first bytes.</param>
    /// <param name="spec">Gives burst, capacity and the end of simulated time.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">The file is missing, a line is wrong (the message names it), or there is no request.</exception>
    public static RequestList Read(string path, DramSpec spec, RequestOrder order = RequestOrder.Checked)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(spec);
        string name = InputFile.NameOf(path);
        try
        {
            using var reader = new StreamReader(InputFile.OpenDecompressed(path));
            return Read(reader, name, spec, order);
        }
        catch (InvalidDataException problem)
        {
            throw new InputException($"{name}: is a damaged or cut-off gzip file: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{name}: cannot be read: {problem.Message}");
        }
    }

    /// <summary>Writes requests in this format, plain.</summary>
    /// <returns>Requests written.</returns>
    public static long Write(Stream stream, IEnumerable<DramRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Header);
        long count = 0;
        foreach (DramRequest request in requests)
        {
            writer.WriteLine(FormattableString.Invariant($"{request.Cycle},{(request.IsWrite ? 'W' : 'R')},0x{request.Address:x}"));
            count++;
        }

        return count;
    }

    private static RequestList Read(StreamReader reader, string path, DramSpec spec, RequestOrder order)
    {
        if (reader.ReadLine()?.Trim() is not Header)
            throw new InputException($"{path}(1): the first line must be \"{Header}\"");
        var requests = new List<DramRequest>();
        int number = 1;
        long latest = 0;
        long unaligned = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
                continue;
            DramRequest request = Parse(line, path, number, spec);
            if (order == RequestOrder.Checked && request.Cycle < latest)
                throw RequestList.GoesBack($"{path}({number}): \"{line}\"", $"cycle {request.Cycle}", $"cycle {latest}");
            latest = Math.Max(latest, request.Cycle);
            long offset = request.Address % spec.BurstBytes;
            unaligned += offset == 0 ? 0 : 1;
            requests.Add(request with { Address = request.Address - offset });
        }

        return requests.Count > 0
            ? RequestList.Of(requests, requests.ConvertAll(request => request.Cycle), unaligned, order)
            : throw new InputException($"{path}: holds no request, so there is nothing to replay");
    }

    private static DramRequest Parse(string line, string path, int number, DramSpec spec)
    {
        InputException Wrong(string problem) => new($"{path}({number}): \"{line}\": {problem}");
        string[] cells = line.Split(',');
        if (cells.Length != 3)
            throw Wrong($"has {cells.Length} fields; allowed are the 3 of \"{Header}\"");
        if (!long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out long cycle) || cycle > spec.LastCycle)
            throw Wrong($"cycle = {cells[0]}: must be a whole number from 0 to {spec.LastCycle}, where simulated time ends (2^63 ps)");
        if (cells[1] is not ("R" or "W"))
            throw Wrong($"op = {cells[1]}: allowed are R and W");
        if (!TryParseAddress(cells[2], out long address) || address >= spec.CapacityBytes)
        {
            throw Wrong(
                $"addr = {cells[2]}: must be a byte address, decimal or hexadecimal with 0x, " +
                $"below 0x{spec.CapacityBytes:x} ({ByteSize.Format(spec.CapacityBytes)})");
        }

        return new DramRequest(cycle, address, cells[1] == "W");
    }

    private static bool TryParseAddress(string text, out long address)
    {
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = isHexadecimal
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out address);
        return isNumber && address >= 0;
    }
}
