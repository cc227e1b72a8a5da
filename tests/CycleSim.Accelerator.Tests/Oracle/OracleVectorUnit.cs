using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The vector unit for one block: in each step its groups of lanes take the next lines of the longest stream, one each, and keep
/// them for some cycles; a shorter stream is spread evenly over all of them.
/// </summary>
internal sealed class OracleVectorUnit
{
    private readonly long _steps;
    private long _step;

    internal OracleVectorUnit(
        List<OracleStream> streams, int block, int blocks, int lineCycles, MachineSpec spec, IReadOnlyList<OracleScratchpad> scratchpads)
    {
        _steps = lineCycles * streams.Max(stream => RoundsOf(stream));
        var ports = new List<OraclePort>();
        foreach (OracleStream stream in streams.Where(stream => stream.OnChip))
            for (int group = 0; group < stream.Groups; group++)
                ports.Add(new OraclePort(
                    scratchpads[(int)stream.Layout.Tensor.Role], stream.IsWrite, LinesOf(stream, group),
                    spec.VectorWords / stream.Groups, step => new PortKey(0, step.Index)));
        Ports = [.. ports.OrderBy(port => port.IsWrite)];
        for (int i = 0; i < Ports.Length; i++)
            Ports[i].Id = i;

        int RoundsOf(OracleStream stream) => (stream.Block(block, blocks).Count + stream.Groups - 1) / stream.Groups;

        List<PortLine> LinesOf(OracleStream stream, int group)
        {
            var lines = new List<PortLine>();
            List<(int Line, int Slice)> all = stream.Block(block, blocks);
            int round = 0;
            for (int i = group; i < all.Count; i += stream.Groups, round++)
                lines.Add(new PortLine(
                    stream.Layout, all[i].Line, all[i].Slice, stream.BytesOf(all[i].Line),
                    new PortKey(0, round * _steps / RoundsOf(stream))));
            return lines;
        }
    }

    /// <summary>Ports in lane order: reads, then writes.</summary>
    internal OraclePort[] Ports { get; }

    internal bool IsDone => _step == _steps;

    internal OracleStep Step() => new(_step++, [], [], []);
}
