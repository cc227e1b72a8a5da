using System.Text.Json;
using CycleSim.Reference;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Traces.Gem5;
using Google.Protobuf;

namespace CycleSim.Cli.Tests;

public sealed class DramAndTraceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--commands", "-", "--json")]
    [InlineData("--commands", "-", "--requests", "-")]
    public void Two_outputs_on_standard_output_are_refused(params string[] outputs)
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of(["dram", folder.Write("r.csv", "cycle,op,addr\n0,R,64\n"), .. outputs]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("go to standard output both", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Dram_replays_checks_and_writes_lists()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x500c0\n0,W,0x50240\n");
        string commands = _folder.File("commands.csv");
        string requests = _folder.File("requests.csv");
        CliRun run = CliRun.Of("dram", trace, "--check", "--json", "--commands", commands, "--requests", requests);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("cycle,cmd,bank,row,col\n2,ACT,0,5,\n13,RD,0,5,3\n22,WR,0,5,9\n", File.ReadAllText(commands));
        Assert.Equal("idx,accept_cycle,done_cycle\n0,1,28\n1,2,3\n", File.ReadAllText(requests));
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal(27, report.RootElement.GetProperty("rd_lat_max").GetInt64());
        Assert.Contains("0 violations", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ddr3-1600-4gb-x8-1rank", 1.25)]
    [InlineData("hbm2-2000-8gb-bl4", 1)]
    public void Dram_says_its_part_and_clock_and_gives_times_in_ns_beside_cycles(string part, double clockNs)
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x500c0\n0,W,0x50240\n");
        using var report = JsonDocument.Parse(CliRun.Of("dram", trace, "--dram", part, "--json").Output);
        JsonElement root = report.RootElement;
        Assert.Equal((part, clockNs), (root.GetProperty("part").GetString(), Number(root, "clock_period_ns")));
        (string Cycles, string Ns)[] times =
            [("sim_cycles", "sim_ns"), ("rd_lat_max", "rd_lat_max_ns"), ("wr_lat_avg", "wr_lat_avg_ns")];
        foreach ((string cycles, string ns) in times)
            Assert.Equal(Number(root, cycles) * clockNs, Number(root, ns), 1e-9);
        CliRun table = CliRun.Of("dram", trace, "--dram", part);
        Assert.StartsWith($"{part} (", table.Output, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"a cycle is {clockNs} ns"), table.Output, StringComparison.Ordinal);
        Assert.Matches(@"quantity +value +in ns\n", table.Output);
        Assert.Matches(
            FormattableString.Invariant($@"\n +rd_lat_max +{Number(root, "rd_lat_max")} +{Number(root, "rd_lat_max_ns")}\n"), table.Output);

        static double Number(JsonElement root, string key) => root.GetProperty(key).GetDouble();
    }

    /// <summary>Of three reads of a bank the second waits until the row of the first is closed, and the third finds its row open.</summary>
    [Fact]
    public void Dram_counts_accesses_that_had_to_close_another_row()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x0\n1000,R,0x10000\n2000,R,0x10040\n");
        using var report = JsonDocument.Parse(CliRun.Of("dram", trace, "--json").Output);
        Assert.Equal(1, report.RootElement.GetProperty("conflict_accesses").GetInt64());
        Assert.Equal(1, report.RootElement.GetProperty("rd_row_hits").GetInt64());
    }

    [Theory]
    [InlineData("cycle,op,addr\n0,R,0x40\n1,X,0x40\n", "(3)")]
    [InlineData("cycle,op,addr\n-1,R,0x40\n", "(2)")]
    [InlineData("cycle,op,addr\n0,R,40\n0,R,ff40\n", "(3)")]
    [InlineData("cycle,op,addr\n0,R,ff40\n", "hexadecimal with 0x")]
    [InlineData("cycle,op,addr\n1000,R,0x40\n0,R,0x80\n", "bad.csv(3): \"0,R,0x80\": is at cycle 0, before an earlier one at cycle 1000")]
    [InlineData("cycle,op,addr\n", "nothing to replay")]
    [InlineData("cycle,op,addr\n0,R,0x100000000\n", "4 GiB")]
    [InlineData("cycle,op,addr\n0,R\n", "2 fields")]
    [InlineData("time,op,addr\n", "(1)")]
    [InlineData("", "(1)")]
    public void Dram_names_the_wrong_line(string text, string mentioned)
    {
        CliRun run = CliRun.Of("dram", _folder.Write("bad.csv", text));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mentioned, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Dram_knows_its_policies()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0\n");
        Assert.Equal(0, CliRun.Of("dram", trace).ExitCode);
        CliRun wrong = CliRun.Of("dram", trace, "--policy", "first");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("default, dramsim3", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Dram_sorts_or_keeps_times_that_go_back_where_that_is_asked_for()
    {
        string trace = _folder.Write("back.csv", "cycle,op,addr\n1000,R,0x40\n0,R,0x80\n");
        string requests = _folder.File("requests.csv");
        CliRun sorted = CliRun.Of("dram", trace, "--order", "time", "--requests", requests);
        Assert.Equal(0, sorted.ExitCode);
        Assert.Contains("1; all are sorted by time", sorted.Errors, StringComparison.Ordinal);
        Assert.Equal("idx,accept_cycle,done_cycle\n1,1,28\n0,1001,1017\n", File.ReadAllText(requests));
        foreach (string[] options in new string[][] { ["--order", "file"], ["--policy", "dramsim3"] })
        {
            CliRun kept = CliRun.Of(["dram", trace, "--requests", requests, .. options]);
            Assert.Equal(0, kept.ExitCode);
            Assert.Contains("in the order of the file", kept.Errors, StringComparison.Ordinal);
            Assert.Equal("idx,accept_cycle,done_cycle\n0,1001,1028\n1,1002,1032\n", File.ReadAllText(requests));
        }

        CliRun wrong = CliRun.Of("dram", trace, "--order", "size");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("allowed are time, file", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Dram_reads_decimal_addresses_and_moves_the_burst_of_an_unaligned_one()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,64\n0,R,128\n0,W,0x818\n");
        string commands = _folder.File("commands.csv");
        CliRun run = CliRun.Of("dram", trace, "--commands", commands, "--json");
        Assert.Equal("cycle,cmd,bank,row,col\n2,ACT,0,0,\n13,RD,0,0,1\n17,RD,0,0,2\n26,WR,0,0,32\n", File.ReadAllText(commands));
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal(1, report.RootElement.GetProperty("unaligned_requests").GetInt64());
        Assert.Contains("burst of 64 bytes: 1", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>What the interface of the part costs is in the energy if it is switched on: 4.98 + 1.05 + 14 nJ a burst.</summary>
    [Fact]
    public void Dram_counts_the_interface_where_the_part_switches_it_on()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x40\n0,W,0x80\n9,R,0x40\n");
        string on = CliRun.Of("models", "show", "ddr3-1600-4gb-x8-1rank", "--raw").Output;
        string off = on.Replace("\"enabled\": true", "\"enabled\": false", StringComparison.Ordinal);
        Assert.NotEqual(on, off);
        using var with = JsonDocument.Parse(CliRun.Of("dram", trace, "--dram", _folder.Write("on.json", on), "--json").Output);
        using var without = JsonDocument.Parse(CliRun.Of("dram", trace, "--dram", _folder.Write("off.json", off), "--json").Output);
        double Number(JsonDocument report, string name) => report.RootElement.GetProperty(name).GetDouble();
        Assert.Equal(2 * 20_030, Number(with, "E_interface_pJ"), 6);
        Assert.Equal(Number(with, "E_total_pJ") + 2 * 20_030, Number(with, "E_total_with_interface_pJ"), 6);
        Assert.Equal(Number(with, "E_total_pJ"), Number(without, "E_total_pJ"), 6);
        Assert.Equal(Number(without, "E_total_pJ"), Number(without, "E_total_with_interface_pJ"), 6);
        Assert.Equal(
            Number(with, "E_total_with_interface_pJ") / (Number(with, "sim_cycles") * 1.25), Number(with, "avg_power_with_interface_mW"),
            6);
    }

    /// <summary>13 packets of 13 commands: 4 reads and 4 writes of their kind, 5 that move no data.</summary>
    [Fact]
    public void Gem5_packets_of_all_commands_that_move_data_are_replayed_and_converted()
    {
        string trace = Packets(1, 2, 4, 5, 6, 7, 8, 9, 10, 13, 14, 22, 25);
        const string LeftOut = "left out: 1 CleanEvict, 1 ReadResp, 1 SoftPFResp, 1 WriteCompleteResp, 1 WriteResp";
        foreach (string[] command in new string[][] { ["dram", trace], ["trace", "replay", trace],
            ["trace", "replay", trace, "--loop", "open"] })
        {
            CliRun run = CliRun.Of([.. command, "--json"]);
            using var report = JsonDocument.Parse(run.Output);
            long Count(string name) => report.RootElement.GetProperty(name).GetInt64();
            Assert.Equal((8, 4, 4, 5), (Count("n_req"), Count("n_rd_req"), Count("n_wr_req"), Count("left_out_packets")));
            Assert.Contains(LeftOut, run.Errors, StringComparison.Ordinal);
        }

        string csv = _folder.File("requests.csv");
        CliRun converted = CliRun.Of("trace", "convert", trace, "--format", "csv", "--out", csv);
        Assert.Equal(0, converted.ExitCode);
        Assert.Contains(LeftOut, converted.Errors, StringComparison.Ordinal);
        Assert.Equal(
            "cycle,op,addr\n0,R,0x40\n2,W,0x100\n4,W,0x1c0\n5,W,0x200\n6,W,0x240\n8,R,0x340\n9,R,0x580\n10,R,0x640\n",
            File.ReadAllText(csv));
        using var fromCsv = JsonDocument.Parse(CliRun.Of("dram", csv, "--json").Output);
        using var fromPackets = JsonDocument.Parse(CliRun.Of("dram", trace, "--json").Output);
        Assert.Equal(
            fromPackets.RootElement.GetProperty("sim_cycles").GetInt64(), fromCsv.RootElement.GetProperty("sim_cycles").GetInt64());
    }

    /// <summary>The same three requests in each text format, by content and by name.</summary>
    [Theory]
    [InlineData("dramsim3", "0x40 READ 0\n80 WRITE 0\n0x40 READ 9\n")]
    [InlineData("dramsys", "# three\n0: read 0x40\n0: (64) write 0x80 0x00ff\n9: (64) read 0x40\n")]
    public void Requests_of_other_tools_are_replayed_like_csv(string format, string text)
    {
        string csv = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x40\n0,W,0x80\n9,R,0x40\n");
        string other = _folder.Write("trace.txt", text);
        CliRun expected = CliRun.Of("trace", "replay", csv, "--loop", "open", "--json");
        Assert.Equal(0, expected.ExitCode);
        Assert.Equal(expected.Output, CliRun.Of("trace", "replay", other, "--loop", "open", "--json").Output);
        Assert.Equal(expected.Output, CliRun.Of("trace", "replay", other, "--loop", "open", "--format", format, "--json").Output);
        Assert.Equal(CliRun.Of("dram", csv, "--json").Output, CliRun.Of("dram", other, "--json").Output);
    }

    [Fact]
    public void Requests_without_times_are_replayed_at_once()
    {
        string csv = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x40\n0,W,0x80\n");
        string other = _folder.Write("trace.txt", "LD 0x40\nST 128\n");
        Assert.Equal(CliRun.Of("dram", csv, "--json").Output, CliRun.Of("dram", other, "--json").Output);
    }

    [Theory]
    [InlineData("REQUESTS", "stl", "--format stl: allowed are csv, dramsim3, ramulator2, dramsys, gem5")]
    [InlineData("REQUESTS", "gem5", "is not a gem5 packet trace")]
    [InlineData("REQUESTS", "ramulator2", "allowed are the 2 of Ramulator 2")]
    [InlineData("SAMPLE", "csv", "--format csv: goes with traces of other programs")]
    public void A_format_that_does_not_fit_is_refused(string file, string format, string mentioned)
    {
        string path = file == "SAMPLE"
            ? Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst")
            : _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x40\n");
        CliRun run = CliRun.Of("trace", "replay", path, "--format", format);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mentioned, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gem5_trace_without_data_is_refused_and_says_what_it_holds()
    {
        string trace = Packets(2, 2, 10);
        foreach (string[] command in new string[][]
        {
            ["dram", trace], ["trace", "replay", trace], ["trace", "convert", trace, "--format", "csv", "--out", _folder.File("x.csv")],
        })
        {
            CliRun run = CliRun.Of(command);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("no packet that moves data, so there is nothing to replay; it has 1 CleanEvict, 2 ReadResp", run.Errors,
                StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder.File("x.csv")));
    }

    [Theory]
    [InlineData("--format", "parquet", "becomes csv")]
    [InlineData("--from", "1us", "converted whole")]
    [InlineData("--components", "dram", "converted whole")]
    public void Converting_a_gem5_trace_refuses_what_only_other_traces_have(string option, string value, string mentioned)
    {
        string[] format = option == "--format" ? [] : ["--format", "csv"];
        CliRun run = CliRun.Of(["trace", "convert", Packets(1), "--out", _folder.File("x"), option, value, .. format]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mentioned, run.Errors, StringComparison.Ordinal);
    }

    /// <summary>A gem5 trace with a packet of 64 bytes every ns, of the commands given, each at 64 times its number.</summary>
    private string Packets(params uint[] commands)
    {
        string path = _folder.File("packets.trc");
        using FileStream stream = File.Create(path);
        stream.Write("gem5"u8);
        new PacketHeader { ObjId = "test", TickFreq = 1_000_000_000_000 }.WriteDelimitedTo(stream);
        for (int i = 0; i < commands.Length; i++)
            new Packet { Tick = 5000 + 1000 * (ulong)i, Cmd = commands[i], Addr = 64 * commands[i], Size = 64 }.WriteDelimitedTo(stream);
        return path;
    }

    [Fact]
    public void The_shipped_trace_is_whole()
    {
        string path = Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst");
        using FileStream file = File.OpenRead(path);
        using var reader = new TraceReader(file, path);
        long accesses = 0;
        while (reader.Next() is { } chunk)
            accesses += chunk.ContentCase == Chunk.ContentOneofCase.Accesses ? reader.Accesses(chunk.Accesses).LongCount() : 0;
        Assert.Equal((long)reader.End!.ScratchpadAccesses, accesses);
        Assert.Equal("lenet5-28x28-mnist", reader.Header.Network);
        Assert.True(accesses > 10_000);
    }
}
