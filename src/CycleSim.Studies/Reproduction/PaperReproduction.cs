using System.Collections.Immutable;
using CycleSim.Device.MonteCarlo;
using CycleSim.Platform;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Reproduction;

/// <summary>
/// Makes the tables and figures of the source paper again, from the device model to the accuracy, and judges its claims. Same scope, same
/// bytes; what was computed already is reused.
/// </summary>
public sealed class PaperReproduction
{
    private const ulong Seed = 1;

    private readonly ReproductionScope _scope;
    private readonly ImmutableArray<string> _figures;
    private readonly PointRunner _points;
    private readonly FigureFolder _files;
    private readonly MonteCarloSettings _settings;
    private readonly ExtrapolatedWrites _line;
    private readonly DeviceFigureSet _device;
    private readonly Lazy<ArrayFigureSet> _arrays;
    private readonly SystemFigureSet _system;
    private readonly AccuracyFigureSet _accuracy;
    private readonly AccountFigureSet _account;

    /// <summary>Plans a reproduction.</summary>
    /// <param name="scope">How much is run.</param>
    /// <param name="only">The figures to make; none for all.</param>
    /// <param name="folder">The folder of results.</param>
    /// <param name="points">Runs points in that folder.</param>
    /// <param name="training">Trains networks.</param>
    /// <exception cref="InputException">A figure is unknown.</exception>
    public PaperReproduction(
        ReproductionScope scope, IReadOnlyCollection<string> only, string folder, PointRunner points, ITrainingBackend training)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(only);
        if (only.FirstOrDefault(id => !Figures.Contains(id)) is { } unknown)
            throw new InputException($"--only {unknown}: allowed are {string.Join(", ", Figures)}");
        (_scope, _points) = (scope, points);
        _figures = only.Count == 0 ? Figures : [.. Figures.Where(only.Contains)];
        _files = new FigureFolder(folder);
        _settings = new() { Trajectories = scope.Trajectories, Seed = Seed, Scheme = StepScheme.RotatingFrame };
        _device = new DeviceFigureSet(_files, _settings);
        _line = new(_settings);
        _arrays = new(() => new ArrayFigureSet(_files, _line));
        _system = new SystemFigureSet(_files, scope, _figures);
        _account = new AccountFigureSet(_files, scope, _line);
        _accuracy = new AccuracyFigureSet(_files, scope, new TrainingRunner(training, folder));
    }

    /// <summary>All tables and figures.</summary>
    public static ImmutableArray<string> Figures { get; } =
    [
        "table1", "fig5", "fig6a", "fig6b", "fig7", "fig8", "table2", "fig9", "fig10", "fig11", "fig12", "fig13", "fig14", "fig15",
        AccountFigureSet.Id,
        .. SystemFigureSet.SensitivityMachines.Keys,
    ];

    /// <summary>Runs what is not there yet, draws and judges.</summary>
    /// <param name="progress">Told how many steps of simulation of how many are done; may be null.</param>
    /// <param name="cancellation">Ends the run; what is there stays whole.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public ReproductionReport Run(Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        IReadOnlyList<PointOutcome> outcomes = _points.Run(_system.Points, progress, cancellation);
        _system.Collect(outcomes.DistinctBy(outcome => outcome.Point.Id).ToDictionary(outcome => outcome.Point.Id));
        ImmutableArray<Figure> figures = [.. _figures.Select(id => Make(id, cancellation))];
        ImmutableArray<JudgedClaim> claims = [.. Claim.All.Select(claim => new JudgedClaim(claim, Judge(claim, figures))
            {
                AsPaperCounts = _figures.Contains(AccountFigureSet.Id) ? _account.Judge(claim) : null,
            })];
        PointTable.Of([.. outcomes.DistinctBy(outcome => outcome.Point.Id)]).WriteCsv(_files.PathOf("points", "csv"));
        ImmutableArray<string> failures =
            [.. outcomes.Where(outcome => outcome.Result is null)
                .Select(outcome => $"{outcome.Point.Title}: {outcome.Failure}").Distinct()];
        return new ReproductionReport(_scope, figures, claims, failures);
    }

    private Figure Make(string id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return id switch
            {
                "table1" or "fig5" or "fig6a" or "fig6b" => _device.Make(id),
                "table2" or "fig7" or "fig8" => _arrays.Value.Make(id),
                "fig14" => _accuracy.Make(cancellation),
                AccountFigureSet.Id => _account.Make(),
                _ => _system.Make(id),
            };
        }
        catch (InputException problem)
        {
            // A figure that cannot be made keeps its place in the report and says why.
            return new(id, id, "", false, ReportTable.None, problem.Message);
        }
    }

    private IReadOnlyList<(long Capacity, double Improvement)> WritesOnLine(Claim claim) =>
        claim.Id == "E3" ? _system.WritesOnLine(_line) : [];

    private Judgement Judge(Claim claim, ImmutableArray<Figure> figures)
    {
        Figure? figure = figures.FirstOrDefault(made => made.Id == claim.Figure);
        if (figure is null)
            return Judgement.NotRun($"{claim.Figure} was not asked for.");
        if (figure.Failure is { } failure)
            return Judgement.NotRun($"{claim.Figure} could not be made: {failure}.");
        return claim.Id[0] switch
        {
            'D' => new DeviceJudge(_settings, _line).Judge(claim),
            'A' => _arrays.Value.Judge(claim),
            'S' => _system.Judge(claim),
            _ => new ApplicationJudge(_accuracy.Results, _system.Writes, _system.CalibratedWrites(), WritesOnLine(claim)).Judge(claim),
        };
    }
}
