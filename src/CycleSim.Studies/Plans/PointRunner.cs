using System.Runtime.ExceptionServices;
using CycleSim.Configuration.Text;
using CycleSim.Dram.FastForward;
using CycleSim.Platform;
using CycleSim.Platform.Files;

namespace CycleSim.Studies.Plans;

/// <summary>
/// Runs points, several at a time, each into its own file. What comes out does not depend on how many run at a time, and results that
/// are there already are reused.
/// </summary>
public sealed class PointRunner
{
    private const string FolderName = "points";

    /// <summary>How many points may run at a time.</summary>
    public static readonly NumberRange JobCounts = new(1, 1024);

    private readonly int _jobs;

    /// <summary>Opens a folder of results, which is made if need be.</summary>
    /// <param name="folder">The folder of the study; the files of points are in "points" below it.</param>
    /// <param name="jobs">Points that run at a time, one of <see cref="JobCounts"/>.</param>
    /// <param name="resumes">Whether to continue with the results that are there.</param>
    /// <exception cref="InputException">The folder cannot be made, or has results that were not asked for.</exception>
    public PointRunner(string folder, int jobs, bool resumes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!JobCounts.Contains(jobs))
            throw new ArgumentOutOfRangeException(nameof(jobs), jobs, $"Allowed are {JobCounts.Text}.");
        _jobs = jobs;
        Folder = Path.Combine(folder, FolderName);
        OutputFile.CreateFolder("--out", Folder);

        if (!resumes && Directory.EnumerateFiles(Folder, "*.json").Any())
            throw new InputException($"--out {folder}: has results already; --resume reuses them, another folder starts anew");
    }

    /// <summary>The folder with the files of points.</summary>
    public string Folder { get; }

    /// <summary>Runs what is not there yet.</summary>
    /// <param name="points">The points; some may be the same.</param>
    /// <param name="progress">Told how many of how many are done; may be null.</param>
    /// <param name="cancellation">Ends the run; files are whole then, and a later run continues with them.</param>
    /// <returns>What became of each, in order.</returns>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    /// <exception cref="LockedException">
    /// Another process is at one of the points at this moment; nothing was run. A point that another process takes later has no result.
    /// </exception>
    /// <exception cref="OutputException">A result could not be written to its end: the first of the points of which that is so.</exception>
    public IReadOnlyList<PointOutcome> Run(
        IReadOnlyList<StudyPoint> points, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        StudyPoint[] different = [.. points.DistinctBy(point => point.Id)];
        CheckFree(different);
        var outcomes = new PointOutcome[different.Length];
        var failures = new ExceptionDispatchInfo?[different.Length];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = _jobs, CancellationToken = cancellation };
        // What one point learns of DRAM rows speeds up the next on the same thread; results do not depend on it.
        Parallel.For(0, different.Length, options, () => new RowMemo(), (index, state, rows) =>
        {
            try
            {
                outcomes[index] = Run(different[index], rows, cancellation);
                progress?.Invoke(Interlocked.Increment(ref done), different.Length);
            }
#pragma warning disable CA1031 // thrown again below
            catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failures[index] = ExceptionDispatchInfo.Capture(problem);
                // No point behind it is begun; those before it are run, so that which failure is the first does not depend on threads.
                state.Break();
            }

            return rows;
        }, _ => { });
        failures.FirstOrDefault(failure => failure is not null)?.Throw();
        Dictionary<string, PointOutcome> byId = outcomes.ToDictionary(outcome => outcome.Point.Id);
        return [.. points.Select(point => byId[point.Id] with { Point = point })];
    }

    /// <summary>
    /// Says at the start, before anything is computed, that another process is at one of the points. One that is between two points is not
    /// seen: whoever runs a whole study holds the lock of its folder.
    /// </summary>
    private void CheckFree(IEnumerable<StudyPoint> points)
    {
        foreach (string path in points.Select(point => Path.Combine(Folder, point.FileName)))
            FileLock.CheckFree(path, path);
    }

    private PointOutcome Run(StudyPoint point, RowMemo rows, CancellationToken cancellation)
    {
        string path = Path.Combine(Folder, point.FileName);
        if (PointFile.Read(point, path) is { } present)
            return new(point, present, null, true);
        try
        {
            using FileLock alone = FileLock.Acquire(path, path);
            // Its former holder may have run the point.
            if (PointFile.Read(point, path) is { } justMade)
                return new(point, justMade, null, true);
            return new(point, PointFile.Make(point, path, rows, cancellation), null, false);
        }
        catch (Exception problem) when (problem is InputException or LockedException)
        {
            // A point that another process took meanwhile is no reason to give up the others.
            return new(point, null, problem.Message, false);
        }
    }
}
