using System.Globalization;
using System.IO.Compression;
using CycleSim.Configuration;

namespace CycleSim.Accelerator.Dram;

/// <summary>Request traces as CSV, plain or gzip: a header `cycle,op,addr`, then a request a line (op R or W, addr a hexadecimal byte address).</summary>
public static class DramTraceFile
{
    /// <summary>Latest cycle of a request: refreshes between requests take time to work out, and no run needs 20 minutes of simulated time.</summary>
    public const long LastCycle = 1L << 40;

    private const string Header = "cycle,op,addr";

    /// <summary>Reads a trace.</summary>
    /// <param name="path">File; gzip is recognised by its first bytes.</param>
    /// <param name="spec">Gives alignment and capacity.</param>
    /// <exception cref="InputException">The file is missing or a line is wrong; the message names it.</exception>
    public static DramRequest[] Read(string path, DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            using StreamReader reader = Open(path);
            return Read(reader, path, spec);
        }
        catch (InvalidDataException problem)
        {
            throw new InputException($"{path}: is a damaged or cut-off gzip file: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be read: {problem.Message}");
        }
    }

    private static StreamReader Open(string path)
    {
        Stream file = InputFile.Open(path);
        bool isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return new StreamReader(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static DramRequest[] Read(StreamReader reader, string path, DramSpec spec)
    {
        if (reader.ReadLine()?.Trim() is not Header)
            throw new InputException($"{path}(1): the first line must be \"{Header}\"");
        var requests = new List<DramRequest>();
        int number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
                requests.Add(Parse(line, path, number, spec));
        }

        return [.. requests];
    }

    private static DramRequest Parse(string line, string path, int number, DramSpec spec)
    {
        InputException Wrong(string problem) => new($"{path}({number}): \"{line}\": {problem}");
        string[] cells = line.Split(',');
        if (cells.Length != 3)
            throw Wrong($"has {cells.Length} fields; allowed are the 3 of \"{Header}\"");
        if (!long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out long cycle) || cycle > LastCycle)
            throw Wrong($"cycle = {cells[0]}: must be a whole number from 0 to {LastCycle}");
        if (cells[1] is not ("R" or "W"))
            throw Wrong($"op = {cells[1]}: allowed are R and W");
        string digits = cells[2].StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? cells[2][2..] : cells[2];
        if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long address)
            || address < 0 || address >= spec.CapacityBytes)
        {
            throw Wrong($"addr = {cells[2]}: must be a hexadecimal byte address below 0x{spec.CapacityBytes:x} ({ByteSize.Format(spec.CapacityBytes)})");
        }

        if (address % spec.BurstBytes != 0)
            throw Wrong($"addr = {cells[2]}: must be a multiple of {spec.BurstBytes} bytes");
        return new DramRequest(cycle, address, cells[1] == "W");
    }
}
