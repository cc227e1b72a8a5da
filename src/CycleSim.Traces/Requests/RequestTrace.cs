using CycleSim.Platform;
using CycleSim.Platform.Files;

namespace CycleSim.Traces.Requests;

/// <summary>Opens request traces of CycleSim and other tools, plain, gzip or Zstandard, for reading piece by piece.</summary>
public static class RequestTrace
{
    /// <summary>Opens a trace.</summary>
    /// <param name="path">File; "-" is standard input. gzip and Zstandard are recognised by its first bytes.</param>
    /// <param name="format">Its format; null: what its first line or first bytes look like.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="InputException">The file is missing, cannot be read, or is no request trace.</exception>
    public static RequestTraceReader Open(string path, RequestFormat? format, RequestTraceOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        InputBuffer input = OpenInput(path, options.ReadsPipesOnce);
        try
        {
            var lines = new LineReader(input);
            lines.Start();
            RequestFormat found = format ?? FormatDetection.Of(input);
            ITraceRequestSource source = Source(found, input, lines, path, options);
            return new RequestTraceReader(
                input.Name, found, options.Order == RequestOrder.Time ? new SortedSource(source, input.Name) : source);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file starts like a gem5 packet trace; what is compressed is looked into.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsGem5(string path)
    {
        using InputBuffer input = InputBuffer.Open(path, readsOnce: false);
        try
        {
            return FormatDetection.IsGem5(input);
        }
        catch (InputException)
        {
            // Damaged: who reads it on says so.
            return false;
        }
    }

    private static InputBuffer OpenInput(string path, bool readsOnce)
    {
        string name = InputFile.NameOf(path);
        try
        {
            return InputBuffer.Open(path, readsOnce);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{name}: there is no such file");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{name}: cannot be read: {problem.Message}");
        }
    }

    private static ITraceRequestSource Source(
        RequestFormat format, InputBuffer input, LineReader lines, string path, RequestTraceOptions options)
    {
        RequestLimits limits = options.Limits ?? new RequestLimits(long.MaxValue, long.MaxValue);
        LineSource<TLine> Lines<TLine>(TLine line)
            where TLine : struct, IRequestLine => new(input, lines, line, options.Order);
        switch (format)
        {
            case RequestFormat.Csv:
                CheckHeader(input, lines);
                return Lines(new CsvLine(limits));
            case RequestFormat.Dramsim3:
                return Lines(new Dramsim3Line(limits));
            case RequestFormat.Ramulator2:
                return Lines(new Ramulator2Line(limits, options.Vectors));
            case RequestFormat.Dramsys:
                return Lines(new DramsysLine(limits, options.HasRelativeTimes ?? IsRelative(path)));
            case RequestFormat.Gem5:
                return new Gem5Source(input, options.Limits, options.Order);
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, null);
        }
    }

    private static void CheckHeader(InputBuffer input, LineReader lines)
    {
        // Empty lines may stand above it, as they may elsewhere.
        ReadOnlySpan<byte> line;
        do
        {
            if (!lines.TryNext(out line))
                throw new InputException($"{input.Name}({lines.Number + 1}): the first line must be \"{CsvLine.Header}\"");
        }
        while (Fields.HasNone(line));

        if (!CsvLine.IsHeader(line))
            throw lines.Wrong(line, $"the first line must be \"{CsvLine.Header}\"");
    }

    private static bool IsRelative(string path)
    {
        string name = Path.GetExtension(path) is ".gz" or ".zst" ? Path.GetFileNameWithoutExtension(path) : path;
        return Path.GetExtension(name).Equals(".rstl", StringComparison.OrdinalIgnoreCase);
    }
}
