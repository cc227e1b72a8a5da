using System.Text;
using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>Requests of a text with one a line.</summary>
/// <typeparam name="TLine">The format.</typeparam>
internal sealed class LineSource<TLine>(InputBuffer input, LineReader lines, TLine format, RequestOrder order) : ITraceRequestSource
    where TLine : struct, IRequestLine
{
    // Not readonly: some formats count as they read.
    private TLine _format = format;
    private long _latest;
    private bool _hasAny;

    /// <inheritdoc />
    public long RecordNumber => lines.Number;

    /// <inheritdoc />
    public long Backwards { get; private set; }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, long> LeftOut => new Dictionary<string, long>();

    /// <inheritdoc />
    public int Read(Span<MemoryRequest> into)
    {
        int count = 0;
        while (count < into.Length && lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (_format.TryParse(line, out into[count]))
            {
                if (into[count].Time < _latest)
                    TakeBackwards(line, into[count].Time);
                else
                    _latest = into[count].Time;
                count++;
            }
            else if (!_format.IsPassedOver(line))
            {
                throw lines.Wrong(line, _format.Problem(Encoding.UTF8.GetString(line)));
            }
        }

        _hasAny |= count > 0;
        if (!_hasAny && !into.IsEmpty)
            throw new InputException($"{input.Name}: holds no request, so there is nothing to replay");
        return count;
    }

    /// <inheritdoc />
    public void Dispose() => input.Dispose();

    private void TakeBackwards(ReadOnlySpan<byte> line, long time)
    {
        if (order == RequestOrder.Checked)
        {
            throw RequestTimes.OrderError(
                $"{input.Name}({lines.Number}): \"{LineReader.Shown(line)}\"", $"cycle {time}", $"cycle {_latest}");
        }

        Backwards++;
    }
}
