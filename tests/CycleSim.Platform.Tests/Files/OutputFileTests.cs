using System.Runtime.Versioning;
using System.Text;
using CsCheck;
using CycleSim.Platform.Files;
using CycleSim.Platform.Native;
using CycleSim.Properties;
using CycleSim.Reference;
using Microsoft.Win32.SafeHandles;

namespace CycleSim.Platform.Tests.Files;

[UnsupportedOSPlatform("windows")]
[Collection("temporary files")]
public sealed class OutputFileTests : IDisposable
{
    private const UnixFileMode OwnMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead;

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_keeps_its_permissions()
    {
        string path = Old("a.json");
        File.SetUnixFileMode(path, OwnMode);
        OutputFile.WriteAtomically(path, stream =>
        {
            stream.Write("new"u8);
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(OwnMode, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failure_leaves_the_older_file_and_nothing_else()
    {
        string path = Old("a.json");
        Assert.Throws<InvalidOperationException>(() => OutputFile.WriteAtomically(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_writer_may_dispose_of_its_stream()
    {
        OutputFile.WriteAtomically(At("a.txt"), stream =>
        {
            using var writer = new StreamWriter(stream);
            writer.Write("text");
        });
        Assert.Equal("text", File.ReadAllText(At("a.txt")));
    }

    [Fact]
    public void Links_are_followed_and_stay()
    {
        string target = Old("target");
        Directory.CreateDirectory(At("below"));
        File.CreateSymbolicLink(At("below/second"), "../target");
        File.CreateSymbolicLink(At("first"), "below/second");
        Write(At("first"), "new");
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal("regular file", SpecialFiles.KindOf(target));
        Assert.Equal("symbolic link", SpecialFiles.KindOf(At("first")));
        Assert.Equal("symbolic link", SpecialFiles.KindOf(At("below/second")));
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_link_to_nothing_makes_its_target()
    {
        File.CreateSymbolicLink(At("link"), "target");
        Write(At("link"), "new");
        Assert.Equal("new", File.ReadAllText(At("target")));
        Assert.Equal("symbolic link", SpecialFiles.KindOf(At("link")));
        File.CreateSymbolicLink(At("nowhere"), "no/such/folder");
        Assert.Contains("there is no folder", Refused(At("nowhere")), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_without_an_end_are_refused()
    {
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");
        Assert.Contains("links have no end", Refused(At("a")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_the_bytes_and_stays_a_pipe()
    {
        string pipe = SpecialFiles.Pipe(At("pipe"));
        File.CreateSymbolicLink(At("link"), "pipe");
        Assert.Equal("one"u8.ToArray(), SpecialFiles.Read(pipe, () => Write(pipe, "one")));
        Assert.Equal("two"u8.ToArray(), SpecialFiles.Read(pipe, () => Write(At("link"), "two")));
        Assert.Equal("fifo", SpecialFiles.KindOf(pipe));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_pipe_whose_reader_has_enough_is_no_reason_to_complain()
    {
        string pipe = SpecialFiles.Pipe(At("pipe"));
        SpecialFiles.Leave(pipe, () =>
        {
            OutputException left = Assert.Throws<OutputException>(() => OutputFile.WriteAtomically(pipe, stream =>
            {
                for (int i = 0; i < 100; i++)
                    stream.Write(new byte[1 << 16]);
            }));
            Assert.True(left.ReaderLeft);
        });
    }

    [DeviceFact]
    public void Devices_are_written_and_stay_devices()
    {
        string full = SpecialFiles.Full(At("full"));
        string nothing = SpecialFiles.Null(At("null"));
        File.CreateSymbolicLink(At("link"), "null");
        foreach (string path in new[] { nothing, At("link") })
            Write(path, "new");
        OutputException problem = Assert.Throws<OutputException>(() => Write(full, "new"));
        Assert.Equal($"{full}: cannot be written: No space left on device", problem.Message);
        Assert.False(problem.ReaderLeft);
        Assert.Equal("character special file", SpecialFiles.KindOf(full));
        Assert.Equal("character special file", SpecialFiles.KindOf(nothing));
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_descriptor_of_our_own_is_none_that_was_handed_over()
    {
        File.WriteAllText(At("file"), "ours");
        using FileStream open = new(At("file"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        string descriptor = $"/dev/fd/{open.SafeFileHandle.DangerousGetHandle()}";
        File.CreateSymbolicLink(At("link"), descriptor);
        string other = descriptor.Replace("dev", $"proc/{Environment.ProcessId}", StringComparison.Ordinal);
        foreach (string path in new[] { descriptor, At("link"), other })
        {
            Assert.Equal($"{path}: cannot be written: it is closed", Refused(path));
            Assert.Equal("it is closed", Assert.Throws<IOException>(() => InputFile.Open(path)).Message);
        }

        Assert.Equal("ours", File.ReadAllText(At("file")));
    }

    [Fact]
    public void A_link_in_a_linked_folder_starts_from_the_folder_itself()
    {
        Directory.CreateDirectory(At("real/sub"));
        Directory.CreateDirectory(At("top"));
        File.CreateSymbolicLink(At("top/s"), "../real/sub");
        File.CreateSymbolicLink(At("real/sub/latest.json"), "../out.json");
        Write(At("top/s/latest.json"), "new");
        Write(At("top/s/../parent.json"), "parent");
        Assert.Equal("new", File.ReadAllText(At("real/out.json")));
        Assert.Equal("parent", File.ReadAllText(At("real/parent.json")));
        string[] files = Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories);
        Assert.Equal(2, files.Count(file => SpecialFiles.KindOf(file) == "regular file"));
        Assert.Throws<InputException>(() => OutputFile.CheckDistinct(At("top/s/latest.json"), At("real/out.json")));
        using Stream input = InputFile.Open(At("top/s/../parent.json"));
        Assert.Equal("parent", new StreamReader(input).ReadToEnd());
    }

    /// <summary>Against the system: for any nest of links, `realpath` says where they lead.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Paths_lead_where_the_system_says() => Gen.Select(
        PartOf("..", ".", "a", "b", "c", "l", "m", "/").Array[1, 6], PartOf("..", "a", "b", "m", "new").Array[1, 4],
        PartOf("..", "a", "b", "c", "new").Array[1, 4]).ForAll(
        (path, first, second) =>
        {
            string root = At("root");
            foreach (string folder in new[] { "a/b/c", "b/c", "c" })
                Directory.CreateDirectory(Path.Combine(root, folder));
            File.CreateSymbolicLink(Path.Combine(root, "a/l"), string.Join('/', first));
            File.CreateSymbolicLink(Path.Combine(root, "l"), string.Join('/', second));
            File.CreateSymbolicLink(Path.Combine(root, "b/m"), Path.Combine(root, "a/b"));
            File.CreateSymbolicLink(Path.Combine(root, "m"), "b/../a");
            string asked = root + "/" + string.Join('/', path);
            string? expected = SpecialFiles.RealPath(asked);
            string? found = PhysicalPath.Of(asked);
            Assert.Equal(expected, found is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(found)));
            Directory.Delete(root, recursive: true);
        }, cases: 100);

    [Fact]
    public void Of_two_writers_at_a_time_the_file_is_of_one()
    {
        byte[][] contents = [[.. Enumerable.Repeat((byte)'a', 5_000)], [.. Enumerable.Repeat((byte)'b', 300_000)]];
        string path = At("a");
        OutputFile.WriteAtomically(path, stream => stream.Write(contents[0]));
        int whole = 0;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            for (int round = 0; round < 100; round++)
            {
                try
                {
                    OutputFile.WriteAtomically(path, stream => stream.Write(contents[worker % 2]));
                    Interlocked.Increment(ref whole);
                }
                catch (LockedException)
                {
                    // Another one was first.
                }

                // Whoever has opened it by its name has a whole one, whatever is renamed meanwhile.
                using Stream stream = InputFile.Open(path);
                using var found = new MemoryStream();
                stream.CopyTo(found);
                Assert.Contains(contents, content => found.GetBuffer().AsSpan(0, (int)found.Length).SequenceEqual(content));
            }
        });
        Assert.True(whole > 0);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_writer_that_was_overtaken_between_opening_and_locking_does_not_empty_the_file()
    {
        string path = At("a");
        using PendingFile first = OutputFile.Create(path);
        first.Stream.Write("first"u8);
        // What another process has that opened the temporary file a moment ago.
        using var late = new FileStream(new SafeFileHandle(SystemCalls.OpenToRead(path + ".part"), ownsHandle: true), FileAccess.Read);
        Assert.True(ExclusiveFile.HasName(late, path + ".part"));
        first.Complete();
        Assert.False(ExclusiveFile.HasName(late, path + ".part"));
        // Whole, and free to be read, although its owner is not through.
        Assert.Equal("first", File.ReadAllText(path));
    }

    [Fact]
    public void A_temporary_file_that_cannot_be_written_is_noticed_early()
    {
        // Not even the superuser writes to a program while it runs.
        File.Copy("/bin/sleep", At("a.part"));
        using var running = System.Diagnostics.Process.Start(At("a.part"), "1000");
        try
        {
            Assert.StartsWith($"{At("a")}: cannot be written: ", Refused(At("a")), StringComparison.Ordinal);
            Assert.Throws<InputException>(() => OutputFile.Create(At("a")));
        }
        finally
        {
            running.Kill();
            running.WaitForExit();
        }

        // The lock that was taken before is not left.
        Assert.Equal([At("a.part")], Directory.GetFileSystemEntries(_folder));
        OutputFile.Create(At("a")).Dispose();
    }

    [Fact]
    public void What_is_written_by_another_process_is_left_to_it()
    {
        using FileStream other = new(At("a.part"), FileMode.Create, FileAccess.Write, FileShare.None);
        // It may have ended until the output is needed.
        OutputFile.Check(At("a"));
        Assert.StartsWith(
            $"{At("a")}: is being written by another process", Assert.Throws<LockedException>(() => Write(At("a"), "new")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_that_only_try_do_not_see_each_other()
    {
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => OutputFile.Check(At("a")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    /// <summary>Its maker may have found it locked by whoever tries now, and has left it to them.</summary>
    [Fact]
    public void An_empty_temporary_file_goes_whoever_made_it_and_content_stays()
    {
        File.WriteAllText(At("a.part"), "");
        OutputFile.Check(At("a"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Old("b.part");
        OutputFile.Check(At("b"));
        Assert.Equal("old", File.ReadAllText(At("b.part")));
    }

    [Fact]
    public void Whoever_tries_takes_no_file_from_a_writer_and_leaves_none()
    {
        Parallel.For(0, 4, worker =>
        {
            for (int i = 0; i < 100; i++)
            {
                if (worker > 0)
                    OutputFile.Check(At("a"));
                else
                    Write(At("a"), $"text {i}");
            }
        });
        Assert.Equal([At("a")], Directory.GetFileSystemEntries(_folder));
        Assert.Equal("text 99", File.ReadAllText(At("a")));
    }

    [Fact]
    public void Progress_tells_what_is_kept_under_another_name_and_of_logs()
    {
        OutputFile.StartCommand();
        using PendingFile kept = OutputFile.Create(At("run.cst"));
        using var log = LogFile.Open(At("log"), 0);
        log.Stream.Write("line"u8);
        // Nothing has left the buffers.
        Assert.Equal("nothing was written", OutputFile.Progress());
        kept.Stream.Write("chunk"u8);
        Assert.Equal($"not complete: {At("run.cst.part")}", OutputFile.Progress());
        Assert.Equal(4, log.Length);
        Assert.Equal($"not complete: {At("log")}, {At("run.cst.part")}", OutputFile.Progress());
        log.Complete();
        kept.Complete();
        Assert.Equal($"whole: {At("log")}, {At("run.cst")}", OutputFile.Progress());
        OutputFile.StartCommand();
    }

    [Fact]
    public void A_pipe_is_not_begun_before_bytes_leave()
    {
        OutputFile.StartCommand();
        string pipe = SpecialFiles.Pipe(At("pipe"));
        SpecialFiles.Read(pipe, () => OutputFile.WriteAtomically(pipe, stream =>
        {
            stream.Write(new byte[100]);
            Assert.Equal("nothing was written", OutputFile.Progress());
            stream.Write(new byte[1 << 17]);
            Assert.Equal($"not complete: {pipe}", OutputFile.Progress());
        }));
        Assert.Equal($"whole: {pipe}", OutputFile.Progress());
        OutputFile.StartCommand();
    }

    [Fact]
    public void What_the_system_does_not_tell_is_not_taken_for_missing()
    {
        File.CreateSymbolicLink(At("a"), "a");
        Assert.Throws<IOException>(() => FileStatus.Of(At("a"), follows: true));
        Assert.Throws<IOException>(() => FileStatus.Of(At(new string('n', 300)), follows: true));
        Assert.Equal(FileKind.Missing, FileStatus.Of(At("none"), follows: true).Kind);
        File.WriteAllText(At("file"), "");
        Assert.Equal(FileKind.Missing, FileStatus.Of(At("file/none"), follows: true).Kind);
        Assert.StartsWith($"{At(new string('n', 300))}: cannot be written: ", Refused(At(new string('n', 300))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_temporary_file_of_ours_is_left_alone()
    {
        Old("a");
        Directory.CreateDirectory(At("a.part"));
        Assert.Contains("taken by a folder", Refused(At("a")), StringComparison.Ordinal);
        Old("other");
        File.CreateSymbolicLink(At("b.part"), "other");
        Assert.Contains("taken by a symbolic link", Refused(At("b")), StringComparison.Ordinal);
        SpecialFiles.Pipe(At("c.part"));
        Assert.Contains("taken by a pipe", Refused(At("c")), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(At("a")));
        Assert.Equal("old", File.ReadAllText(At("other")));
        // What a killed run left is taken over.
        Old("d.part");
        Write(At("d"), "new");
        Assert.Equal("new", File.ReadAllText(At("d")));
        Assert.False(File.Exists(At("d.part")));
    }

    [Fact]
    public void A_folder_that_takes_no_files_is_noticed_early()
    {
        // Not even the superuser makes files there.
        Assert.StartsWith(
            "/proc/a.json: cannot be written: ", Assert.Throws<InputException>(() => OutputFile.Check("/proc/a.json")).Message,
            StringComparison.Ordinal);
        OutputFile.Check(At("new"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Two_names_of_one_file_are_one_file()
    {
        Old("a");
        File.CreateSymbolicLink(At("link"), "a");
        SpecialFiles.Pipe(At("pipe"));
        Assert.Throws<InputException>(() => OutputFile.CheckDistinct(At("a"), At("link")));
        Assert.Throws<InputException>(() => OutputFile.CheckDistinct(At("a"), Path.Combine(_folder, ".", "a")));
        Assert.Throws<InputException>(() => OutputFile.CheckDistinct(At("new"), At("new")));
        OutputFile.CheckDistinct(At("a"), At("new"), "-", "-", null, At("pipe"), At("pipe"));
    }

    [Fact]
    public void A_long_output_is_written_by_one_process_at_a_time_and_its_part_is_kept()
    {
        string path = At("run.cst");
        using (PendingFile file = OutputFile.Create(path))
        {
            file.Stream.Write("first"u8);
            string second = Assert.Throws<LockedException>(() => OutputFile.Create(path)).Message;
            Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", second, StringComparison.Ordinal);
        }

        Assert.Equal("first", File.ReadAllText(path + ".part"));
        Assert.Equal([path + ".part"], Directory.GetFileSystemEntries(_folder));
        using (PendingFile file = OutputFile.Create(path))
        {
            file.Stream.Write("second"u8);
            file.Complete();
        }

        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_process_that_ends_at_once_leaves_what_can_be_gone_on_with()
    {
        using PendingFile kept = OutputFile.Create(At("run.cst"));
        OutputFile.WriteAtomically(At("a.json"), stream =>
        {
            OutputFile.RemoveUnfinished();
            Assert.Equal([At("run.cst.part")], Directory.GetFileSystemEntries(_folder));
            File.WriteAllText(At("a.json.part"), "");
        });
    }

    [Fact]
    public void A_log_is_cut_to_what_is_known_and_gone_on_with()
    {
        File.WriteAllText(At("real"), "known, and more");
        File.CreateSymbolicLink(At("log"), "real");
        using (var log = LogFile.Open(At("log"), "known".Length))
        {
            log.Stream.Write(", new"u8);
            Assert.Equal("known, new".Length, log.Length);
        }

        Assert.Equal("known, new", File.ReadAllText(At("real")));
        Assert.Equal("symbolic link", SpecialFiles.KindOf(At("log")));
        string shorter = Assert.Throws<InputException>(() => LogFile.Open(At("log"), 11)).Message;
        Assert.Contains("has 10 bytes, the checkpoint knows of 11", shorter, StringComparison.Ordinal);
        string pipe = SpecialFiles.Pipe(At("pipe"));
        Assert.Equal("line"u8.ToArray(), SpecialFiles.Read(pipe, () =>
        {
            using var log = LogFile.Open(pipe, 100);
            log.Stream.Write("line"u8);
            Assert.Equal(104, log.Length);
        }));
    }

    private static Gen<string> PartOf(params string[] names) => Gen.Int[0, names.Length - 1].Select(i => names[i]);

    private static void Write(string path, string text) =>
        OutputFile.WriteAtomically(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Refused(string path)
    {
        string early = Assert.Throws<InputException>(() => OutputFile.Check(path)).Message;
        Assert.Equal(early, Assert.Throws<InputException>(() => Write(path, "new")).Message);
        return early;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Old(string name)
    {
        File.WriteAllText(At(name), "old");
        return At(name);
    }
}
