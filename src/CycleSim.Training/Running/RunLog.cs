using CycleSim.Platform.Files;
using CycleSim.TrainingRuns;

namespace CycleSim.Training.Running;

/// <summary>The log of a run while it grows.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly LogFile _file;

    /// <summary>Opens the log.</summary>
    /// <param name="path">File.</param>
    /// <param name="length">Bytes to keep: those that the checkpoint knew of; 0 to start anew.</param>
    internal RunLog(string path, long length) => _file = LogFile.Open(path, length);

    /// <summary>Bytes so far, all handed to the system.</summary>
    internal long Length => _file.Length;

    internal void Write(LogLine line) => line.Write(_file.Stream);

    /// <summary>Says that the run is over: nothing will be added.</summary>
    internal void Complete() => _file.Complete();

    public void Dispose() => _file.Dispose();
}
