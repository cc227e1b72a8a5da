using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>
/// Request traces as CSV: a header `cycle,op,addr`, then a request a line. op is R or W; addr is a byte address, hexadecimal with 0x and
/// decimal without.
/// </summary>
public static class RequestCsv
{
    private const int BatchRequests = 4096;

    /// <summary>Reads a whole trace into memory; <see cref="RequestTrace"/> reads one of any length piece by piece.</summary>
    /// <param name="path">File, plain, gzip or Zstandard, which its first bytes tell.</param>
    /// <param name="limits">What the memory can take.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <returns>The requests in the order of the file, times in cycles.</returns>
    /// <exception cref="InputException">The file is missing, a line is wrong (the message names it), or there is no request.</exception>
    public static IReadOnlyList<MemoryRequest> Read(string path, RequestLimits limits, RequestOrder order = RequestOrder.Checked)
    {
        RequestOrder kept = order == RequestOrder.Checked ? order : RequestOrder.File;
        using RequestTraceReader reader = RequestTrace.Open(
            path, RequestFormat.Csv, new RequestTraceOptions { Limits = limits, Order = kept });
        var requests = new List<MemoryRequest>();
        var batch = new MemoryRequest[BatchRequests];
        while (reader.Read(batch) is var count && count > 0)
            requests.AddRange(batch.AsSpan(0, count));
        return requests;
    }

    /// <summary>Writes requests in this format, plain.</summary>
    /// <returns>Requests written.</returns>
    public static long Write(Stream stream, IEnumerable<MemoryRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(CsvLine.Header);
        long count = 0;
        foreach (MemoryRequest request in requests)
        {
            writer.WriteLine(FormattableString.Invariant($"{request.Time},{(request.IsWrite ? 'W' : 'R')},0x{request.Address:x}"));
            count++;
        }

        return count;
    }
}
