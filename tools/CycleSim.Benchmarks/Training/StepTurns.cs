namespace CycleSim.Benchmarks.Training;

/// <summary>
/// Lets trainings run one step each in turns, in a thread each, of which one runs at a time: what else the machine does meets all alike.
/// </summary>
/// <param name="count">Number of trainings.</param>
internal sealed class StepTurns(int count)
{
    private readonly SemaphoreSlim[] _turns =
        [.. Enumerable.Range(0, count).Select(index => new SemaphoreSlim(index == 0 ? 1 : 0))];

    private readonly List<double>[] _timesMs = [.. Enumerable.Range(0, count).Select(_ => new List<double>())];
    private TimeSpan _start;

    /// <summary>Processor time of each step of a training, in milliseconds; in the first ones not everything is compiled.</summary>
    internal IReadOnlyList<double> TimesMs(int index) => _timesMs[index];

    /// <summary>Runs trainings to their end.</summary>
    /// <param name="train">Trains the one of a number, and calls what it is given after each step.</param>
    internal void Run(Action<int, Action> train)
    {
        Thread[] threads = [.. _turns.Select((_, index) => new Thread(() => Run(index, train)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }

    private void Run(int index, Action<int, Action> train)
    {
        Take(index);
        train(index, () =>
        {
            _timesMs[index].Add((Environment.CpuUsage.TotalTime - _start).TotalMilliseconds);
            Pass(index);
            Take(index);
        });
        Pass(index);
    }

    private void Take(int index)
    {
        _turns[index].Wait();
        _start = Environment.CpuUsage.TotalTime;
    }

    private void Pass(int index) => _turns[(index + 1) % _turns.Length].Release();
}
