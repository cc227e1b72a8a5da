using System.Collections.Immutable;
using CycleSim.Studies.Accounting;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Reproduction;

/// <summary>The system claims as the paper counts, and what they depend on.</summary>
internal sealed class AccountFigureSet
{
    /// <summary>Id of its table.</summary>
    internal const string Id = "account";

    // AlexNet's spike is about a fifth of an octave wide.
    private const int AreasPerOctave = 8;

    private readonly FigureFolder _files;
    private readonly ReproductionScope _scope;
    private readonly ExtrapolatedWrites _line;
    private readonly Dictionary<string, AccountCurve> _curves = [];
    private readonly Lazy<ImmutableArray<SystemCurve>> _capacity;
    private readonly Lazy<ImmutableArray<SystemCurve>> _area;

    internal AccountFigureSet(FigureFolder files, ReproductionScope scope, ExtrapolatedWrites line)
    {
        (_files, _scope, _line) = (files, scope, line);
        _capacity = new(() => [.. Grids.Select(AtCapacities)]);
        _area = new(() => [.. Grids.Select(OnAreas)]);
    }

    private IEnumerable<NetworkGrid> Grids => _scope.Others.Prepend(_scope.Headline);

    /// <summary>Judges a claim by the same rule as the machine's results; null if it is none on the system.</summary>
    internal Judgement? Judge(Claim claim) => claim.Id switch
    {
        "S1" or "S2" or "S3" or "S4" => new SystemJudge(_capacity.Value).Judge(claim),
        "S5" or "S6" or "S7" => new AreaJudge(_area.Value).Judge(claim),
        "E3" => Writes(claim),
        _ => null,
    };

    internal Figure Make()
    {
        var readings = new AccountInterpretations(_scope.Headline.Network, _scope.ReadingNetworks, _scope.Batch);
        _files.Write(Id, readings.Table);
        return new(
            Id, "As the paper counts: what the claims depend on",
            "The account of counts times unit costs, under the reading R and with one reading changed at a time: max improvement at " +
            "equal capacity; at equal area within 0.5 to 187 mm2; max share of compute; height of AlexNet's spike. " +
            readings.Meaning, false, readings.Table, null);
    }

    private SystemCurve AtCapacities(NetworkGrid grid) => SystemCurve.Of(
        grid.Network, IsoKind.Capacity, CurveOf(grid).AtCapacities(grid.Capacities));

    private SystemCurve OnAreas(NetworkGrid grid) => SystemCurve.Of(
        grid.Network, IsoKind.Area, CurveOf(grid).OnAreas(AccountCurve.Areas(AreasPerOctave)));

    private AccountCurve CurveOf(NetworkGrid grid)
    {
        if (!_curves.TryGetValue(grid.Network, out AccountCurve? curve))
            _curves.Add(grid.Network, curve = new(grid.Network, _scope.Batch, new AccountInterpretation()));
        return curve;
    }

    /// <summary>With the safe write point on the straight line that the paper drew, in arrays of a third of the capacity.</summary>
    private Judgement Writes(Claim claim)
    {
        MemoryVariant memory = MemoryVariant.Load("stt-mram-p55");
        var study = WriteEnergyStudy.Of(
            _scope.Headline.Network,
            CurveOf(_scope.Headline).AtCapacities(_scope.Headline.Capacities).Select(pair => new WrittenBytes(
                pair.MramBytes, pair.MramBytes / TensorRoles.Count, pair.Sram.WritesJ, pair.Mram.OnChipWrittenBytes)),
            memory, _line.Safe(memory));
        return new ApplicationJudge([], study, [], []).Judge(claim);
    }
}
