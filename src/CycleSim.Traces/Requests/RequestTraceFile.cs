using System.Buffers;
using System.Globalization;
using CycleSim.Configuration;
using CycleSim.Configuration.Files;
using CycleSim.Configuration.Text;

namespace CycleSim.Traces.Requests;

/// <summary>
/// Request traces as CSV, plain or gzip: a header `cycle,op,addr`, then a request a line. op is R or W; addr is a byte address, hexadecimal
/// with 0x and decimal without.
/// </summary>
public static class RequestTraceFile
{
    private const string Header = "cycle,op,addr";

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Reads a trace.</summary>
    /// <param name="path">File; gzip is recognised by its first bytes.</param>
    /// <param name="limits">What the memory can take.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <returns>The requests in the order of the file, times in cycles.</returns>
    /// <exception cref="InputException">The file is missing, a line is wrong (the message names it), or there is no request.</exception>
    public static IReadOnlyList<MemoryRequest> Read(string path, RequestLimits limits, RequestOrder order = RequestOrder.Checked)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = InputFile.NameOf(path);
        try
        {
            using var reader = new StreamReader(InputFile.OpenDecompressed(path));
            return Read(reader, name, limits, order);
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
    public static long Write(Stream stream, IEnumerable<MemoryRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Header);
        long count = 0;
        foreach (MemoryRequest request in requests)
        {
            writer.WriteLine(FormattableString.Invariant($"{request.Time},{(request.IsWrite ? 'W' : 'R')},0x{request.Address:x}"));
            count++;
        }

        return count;
    }

    private static List<MemoryRequest> Read(StreamReader reader, string path, RequestLimits limits, RequestOrder order)
    {
        if (reader.ReadLine()?.Trim() is not Header)
            throw new InputException($"{path}(1): the first line must be \"{Header}\"");
        var requests = new List<MemoryRequest>();
        int number = 1;
        long latest = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
                continue;
            MemoryRequest request = Parse(line, path, number, limits);
            if (order == RequestOrder.Checked && request.Time < latest)
                throw RequestTimes.GoBack($"{path}({number}): \"{line}\"", $"cycle {request.Time}", $"cycle {latest}");
            latest = Math.Max(latest, request.Time);
            requests.Add(request);
        }

        return requests.Count > 0
            ? requests
            : throw new InputException($"{path}: holds no request, so there is nothing to replay");
    }

    private static MemoryRequest Parse(string line, string path, int number, RequestLimits limits)
    {
        InputException Wrong(string problem) => new($"{path}({number}): \"{line}\": {problem}");
        string[] cells = line.Split(',');
        if (cells.Length != 3)
            throw Wrong($"has {cells.Length} fields; allowed are the 3 of \"{Header}\"");
        if (!NumberText.TryWhole(cells[0], out long cycle) || !char.IsAsciiDigit(cells[0][0]) || cycle > limits.LastCycle)
            throw Wrong($"cycle = {cells[0]}: must be a whole number from 0 to {limits.LastCycle}, where simulated time ends (2^63 ps)");
        if (cells[1] is not ("R" or "W"))
            throw Wrong($"op = {cells[1]}: allowed are R and W");
        if (!TryParseAddress(cells[2], out long address) || address >= limits.CapacityBytes)
        {
            throw Wrong(
                $"addr = {cells[2]}: must be a byte address, decimal or hexadecimal with 0x, " +
                $"below 0x{limits.CapacityBytes:x} ({ByteSize.Format(limits.CapacityBytes)})");
        }

        return new MemoryRequest(cycle, address, cells[1] == "W");
    }

    private static bool TryParseAddress(string text, out long address)
    {
        // The parser of the system passes over a NUL behind the digits, so every character is looked at here.
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.AsSpan(2).IndexOfAnyExcept(HexadecimalDigits) < 0)
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address) && address >= 0;
        return NumberText.TryWhole(text, out address) && char.IsAsciiDigit(text[0]);
    }
}
