using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>Standard input and output, pipes and full devices, as shells hand them over.</summary>
public sealed class StreamsTests : IDisposable
{
    private const string Lenet = "simulate --network lenet5-28x28-mnist --batch 1 --capacity 256KiB";
    // Writes its JSON as all commands do, and has nothing to simulate.
    private const string Quick = "systolic --m 8 --n 8 --k 8";
    private static readonly string Sample = Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst");

    /// <summary>Files that some commands read, and what makes them.</summary>
    private static readonly (string File, string Command)[] Prepared =
    [
        ("packets.trc", "trace convert SAMPLE --format gem5 --to 5us --out packets.trc"),
        ("machine.json", "models show paper --raw > machine.json"),
        ("device.json", "models show P55 --raw > device.json"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$cs models list >&-")]
    [InlineData("$cs trace dump SAMPLE >&-")]
    [InlineData("$cs simulate --network lenet5-28x28-mnist --batch 1 --json=- >&-")]
    [InlineData("$cs systolic --m 1 --n 1 --k 1 --json >&-")]
    public void A_closed_standard_output_is_a_failure_with_its_reason(string script)
    {
        CliRun run = Run(script);
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("cyclesim: standard output: cannot be written: it is closed\n", run.Errors, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_full_standard_output_is_a_failure_with_its_reason()
    {
        SpecialFiles.Full(_folder.File("full"));
        foreach (string arguments in new[] { "models list", "--help", "trace dump SAMPLE", "systolic --m 1 --n 1 --k 1",
            Lenet + " --json=-" })
        {
            CliRun run = Run($"$cs {arguments} > full");
            Assert.Equal(1, run.ExitCode);
            Assert.EndsWith("standard output: cannot be written: No space left on device\n", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_closed_standard_error_harms_nothing()
    {
        CliRun run = Run(
            $"$cs {Lenet} --json=a.json > tables 2>&- && $cs {Lenet} --json=b.json > tables2 && cmp a.json b.json && cmp tables tables2");
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public void A_reader_that_has_enough_ends_a_dump_in_silence(string format)
    {
        // Before, the dump continued to its end: a pipe that nobody reads must end it after few writes.
        CliRun run = Run($"$cs trace dump SAMPLE --format {format} | head -c 20; echo \" ${{PIPESTATUS[0]}}\"");
        Assert.EndsWith(" 141\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("simulate --timeline a.svg --report b.html --json=c.json", "a.svg b.html c.json")]
    [InlineData("compare --from 256KiB --to 512KiB --jobs 1 --out study --json=d.json", "d.json study/compare.csv study/compare.png")]
    public void A_reader_that_leaves_before_the_tables_loses_no_file(string command, string files)
    {
        string size = command.StartsWith("simulate", StringComparison.Ordinal) ? " --capacity 1MiB" : "";
        CliRun run = Run($"$cs {command}{size} --network lenet5-28x28-mnist --batch 8 2> /dev/null | true; ls {files}");
        Assert.Equal((0, string.Concat(files.Split(' ').Select(file => file + "\n"))), (run.ExitCode, run.Output));
    }

    [Fact]
    public void A_dump_is_what_convert_writes()
    {
        CliRun run = Run("$cs trace convert SAMPLE --format csv --out a.csv 2> /dev/null && $cs trace dump SAMPLE > " +
            "b.csv && cmp a.csv b.csv");
        Assert.Equal("", run.Output + run.Errors);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Outputs_may_be_descriptors_and_process_substitutions()
    {
        CliRun run = Run(
            $"$cs {Quick} --json=plain.json > /dev/null 2>&1; " +
            $"$cs {Quick} --json=- 2> /dev/null > a.json; cmp plain.json a.json; " +
            $"$cs {Quick} --json=/dev/stdout 2> /dev/null > b.json; cmp plain.json b.json; " +
            $"echo before > c.json; $cs {Quick} --json=/dev/stdout 2> /dev/null >> c.json; (echo before; cat plain.json) | cmp - c.json; " +
            $"$cs {Quick} --json=>(cat > d.json) > /dev/null 2>&1; wait $!; cmp plain.json d.json; " +
            $"exec 3> e.json; $cs {Quick} --json=/dev/fd/3 > /dev/null 2>&1; $cs {Quick} --json=/dev/fd/3 > /dev/null 2>&1; " +
            "cat plain.json plain.json | cmp - e.json; exec 3>&-; " +
            "ln -s /dev/fd/7 link; (echo before; cat plain.json) > f.json; echo before > g.json; " +
            $"$cs {Quick} --json=link 7>> g.json > /dev/null 2>&1; " +
            $"cmp f.json g.json; test -h link; $cs {Quick} --json=/dev/fd/12 12> h.json > /dev/null 2>&1; cmp plain.json h.json");
        Assert.Equal("", run.Output + run.Errors);
        Assert.Equal(0, run.ExitCode);
    }

    /// <summary>What the shell did not open is the runtime's, or nobody's, whatever number it has.</summary>
    [Theory]
    // Every number up to one that the runtime does not reach at its start.
    [InlineData("trace info /dev/fd/", "3 4 5 6 7 8 9 10 11 12 40 200")]
    [InlineData("simulate --network vgg16-cifar100 --batch 512 --json=/dev/fd/", "3 5 8 200")]
    [InlineData("trace convert SAMPLE --format csv --out /proc/self/fd/", "4 7 11 40")]
    public void Descriptors_that_were_not_handed_over_are_closed(string arguments, string numbers)
    {
        CliRun run = Run($"for n in {numbers}; do eval \"exec $n>&-\"; $cs {arguments}$n; echo $?; done");
        int count = numbers.Split(' ').Length;
        Assert.Equal(string.Concat(Enumerable.Repeat("2\n", count)), run.Output);
        Assert.Equal(count, run.Errors.Split('\n').Count(line => line.EndsWith(": it is closed", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_descriptor_for_reading_takes_no_output()
    {
        CliRun run = Run($"$cs {Lenet} --json=/dev/fd/7 7< /dev/null");
        Assert.Equal((2, "cyclesim: /dev/fd/7: cannot be written: it is open for reading only\n"), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public void A_damaged_trace_is_dumped_up_to_the_damage(string format)
    {
        byte[] bytes = File.ReadAllBytes(Sample);
        // In the middle: the index at the end stays readable, the chunk there does not.
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.File("damaged.cst"), bytes);
        CliRun whole = Run($"$cs trace dump SAMPLE --format {format}");
        CliRun cut = Run($"$cs trace dump damaged.cst --format {format}");
        Assert.Equal(2, cut.ExitCode);
        Assert.StartsWith(cut.Output, whole.Output, StringComparison.Ordinal);
        Assert.True(cut.Output.Length > 0);
        // The last row is whole.
        Assert.EndsWith(format == "csv" ? "\n" : "}", cut.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dram -")]
    [InlineData("trace replay -")]
    [InlineData("simulate --traffic -")]
    [InlineData("trace info -")]
    [InlineData("trace verify -")]
    public void Messages_call_standard_input_by_its_name(string arguments)
    {
        CliRun run = Run($"printf 'no such thing' | $cs {arguments}");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cyclesim: standard input", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_under_a_lock_is_a_failure_with_its_reason()
    {
        // No file may grow: the file of the lock can be made, but not be written. The runtime must not need files for its code.
        CliRun run = Run(
            $"export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0; trap '' XFSZ; ulimit -f 0; $cs {Lenet} --trace t.cst");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cyclesim: t.cst: its lock ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("t.cst.lock cannot be written: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("")));
    }

    [Theory]
    [InlineData("trace info - < SAMPLE", "trace info SAMPLE")]
    [InlineData("trace info /dev/stdin < SAMPLE", "trace info SAMPLE")]
    [InlineData("trace verify <(cat SAMPLE)", "trace verify SAMPLE")]
    [InlineData("trace dump - --limit 5 < <(cat SAMPLE)", "trace dump SAMPLE --limit 5")]
    [InlineData("trace diff <(cat SAMPLE) SAMPLE", "trace diff SAMPLE SAMPLE")]
    [InlineData("trace replay - < <(cat SAMPLE)", "trace replay SAMPLE")]
    [InlineData("dram - < <(cat requests.csv)", "dram requests.csv")]
    [InlineData("dram <(gzip -c requests.csv)", "dram requests.csv")]
    [InlineData("trace replay <(cat requests.csv)", "trace replay requests.csv")]
    [InlineData("trace replay - < packets.trc", "trace replay packets.trc")]
    [InlineData("trace replay <(gzip -c packets.trc)", "trace replay packets.trc")]
    [InlineData("models show - < machine.json", "models show ./machine.json")]
    [InlineData("device info --device - --json < device.json", "device info --device device.json --json")]
    [InlineData("sweep - --out piped < plan.json 2> /dev/null", "sweep plan.json --out plain 2> /dev/null")]
    public void Standard_input_and_pipes_are_files(string piped, string plain)
    {
        _folder.Write("requests.csv", "cycle,op,addr\n0,R,0x500c0\n0,W,0x50240\n");
        _folder.Write(
            "plan.json",
            """{"name": "p", "networks": ["lenet5-28x28-mnist"], "batches": [1], "memories": ["sram"], "capacities": ["1 MiB"]}""");
        foreach ((string file, string command) in Prepared)
            if (plain.Contains(file, StringComparison.Ordinal))
                Assert.Equal(0, Run($"$cs {command} 2> /dev/null").ExitCode);
        CliRun run = Run($"$cs {piped} > a.txt; echo $?; $cs {plain} > b.txt; echo $?; cmp a.txt b.txt");
        Assert.Equal("0\n0\n", run.Output);
        Assert.Empty(run.Errors);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("trace info /dev/zero")]
    [InlineData("dram /dev/zero")]
    [InlineData("trace info - < /dev/zero")]
    [InlineData("trace info - < <(yes)")]
    [InlineData("trace replay - < <(yes)")]
    [InlineData("dram - < <(yes)")]
    [InlineData("simulate --traffic /dev/zero")]
    [InlineData("simulate --traffic - < <(yes)")]
    [InlineData("models show - < <(yes)")]
    [InlineData("sweep /dev/urandom --out s")]
    [InlineData("plot energy - --out e.svg < <(yes)")]
    [InlineData("trace info - <&-")]
    public void What_has_no_end_or_is_closed_is_refused_at_once(string arguments)
    {
        CliRun run = Run($"$cs {arguments}");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cyclesim: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", run.Errors, StringComparison.Ordinal);
    }

    private CliRun Run(string script) =>
        CliProcess.Run(script.Replace("SAMPLE", $"'{Sample}'", StringComparison.Ordinal), _folder.File(""));
}
