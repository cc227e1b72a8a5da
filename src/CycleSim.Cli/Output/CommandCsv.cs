using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Standards;

namespace CycleSim.Cli.Output;

/// <summary>
/// Commands as CSV. DRAM of one channel that version 0.1 knew has its columns: bank counts over all ranks. Other DRAM has a column for each
/// level, and bank counts within its bank group.
/// </summary>
internal sealed class CommandCsv : IDisposable
{
    private readonly CsvLineWriter _text;
    private readonly DramSpec _spec;
    private readonly bool _isFirst;

    internal CommandCsv(Stream stream, DramSpec spec)
    {
        (_text, _spec) = (new CsvLineWriter(stream), spec);
        _isFirst = DramReport.HasFirstColumns(spec);
        string[] columns = _isFirst
            ? ["cycle", "cmd", "bank", "row", "col"]
            : ["cycle", "ch", "cmd", "rank", "bg", "bank", "row", "col"];
        foreach (string column in columns)
            _text.Add(column);
        _text.EndLine();
    }

    /// <summary>Writes a command.</summary>
    internal void Write(DramCommand command)
    {
        bool hasBank = command.Kind.IsOfBank();
        _text.Add(command.Cycle);
        if (_isFirst)
        {
            _text.Add(DramCommandNames.Of(command.Kind)).AddIf(hasBank, command.Rank * _spec.Banks + command.Bank);
        }
        else
        {
            _text.Add(command.Channel).Add(DramCommandNames.Of(command.Kind)).Add(command.Rank)
                .AddIf(hasBank, command.Bank / _spec.BanksOfGroup).AddIf(hasBank, command.Bank % _spec.BanksOfGroup);
        }

        _text.AddIf(command.Kind.HasRow(), command.Row).AddIf(command.Kind.IsColumn(), command.Column).EndLine();
    }

    /// <inheritdoc />
    public void Dispose() => _text.Dispose();
}
