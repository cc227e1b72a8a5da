using CycleSim.Platform.Files;

namespace CycleSim.Platform.Tests.Files;

[Collection("temporary files")]
public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Path => System.IO.Path.Combine(_folder, "point.json");

    [Fact]
    public void The_second_is_told_who_was_first_and_may_go_on_after_it()
    {
        using (FileLock.Acquire(Path, "the point"))
        {
            string message = Assert.Throws<LockedException>(() => FileLock.Acquire(Path, "the point")).Message;
            Assert.StartsWith(
                $"the point: is being written by process {Environment.ProcessId} on {Environment.MachineName}, which runs since 20",
                message,
                StringComparison.Ordinal);
            Assert.Throws<LockedException>(() => FileLock.CheckFree(Path, "the point"));
        }

        Assert.Empty(Directory.GetFiles(_folder));
        FileLock.CheckFree(Path, "the point");
        FileLock.Acquire(Path, "the point").Dispose();
    }

    [Fact]
    public void What_a_killed_process_left_is_no_lock()
    {
        File.WriteAllText(Path + ".lock", "process 1 on another host");
        FileLock.CheckFree(Path, "the point");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Of_many_only_one_holds_it_at_a_time()
    {
        int holders = 0;
        int taken = 0;
        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            try
            {
                using FileLock own = FileLock.Acquire(Path, "the point");
                Assert.Equal(1, Interlocked.Increment(ref holders));
                Interlocked.Increment(ref taken);
                // Time for another thread that has opened the file before its former holder removed it.
                Thread.Yield();
                Assert.True(File.Exists(Path + ".lock"));
                Interlocked.Decrement(ref holders);
            }
            catch (LockedException)
            {
                // Another thread was first.
            }
        });
        Assert.True(taken > 0);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
