using CycleSim.Dram.Requests;

namespace CycleSim.Cli.Output;

/// <summary>When each request was accepted and done, as CSV.</summary>
internal sealed class CompletionCsv : IDisposable
{
    private readonly CsvLineWriter _text;
    private readonly Func<long, long> _indexInFile;

    internal CompletionCsv(Stream stream, Func<long, long> indexInFile)
    {
        (_text, _indexInFile) = (new CsvLineWriter(stream), indexInFile);
        _text.Add("idx").Add("accept_cycle").Add("done_cycle").EndLine();
    }

    /// <summary>Writes a completion.</summary>
    internal void Write(long index, DramCompletion completion) =>
        _text.Add(_indexInFile(index)).Add(completion.AcceptCycle).Add(completion.DoneCycle).EndLine();

    /// <inheritdoc />
    public void Dispose() => _text.Dispose();
}
