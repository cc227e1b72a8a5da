using System.Runtime.Versioning;
using System.Text;
using CycleSim.Reference;

namespace CycleSim.Configuration.Tests;

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
    public void A_descriptor_is_written_whatever_it_leads_to()
    {
        using FileStream open = File.Create(At("file"));
        open.Write("before "u8);
        open.Flush();
        string descriptor = $"/dev/fd/{open.SafeFileHandle.DangerousGetHandle()}";
        Write(descriptor, "one ");
        File.CreateSymbolicLink(At("link"), descriptor);
        Write(At("link"), "two");
        open.Dispose();
        Assert.Equal("before one two", File.ReadAllText(At("file")));
        Assert.Equal("symbolic link", SpecialFiles.KindOf(At("link")));
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
