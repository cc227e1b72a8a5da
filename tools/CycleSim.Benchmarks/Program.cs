using BenchmarkDotNet.Running;
using CycleSim.Benchmarks.Arrays;
using CycleSim.Benchmarks.Device;
using CycleSim.Benchmarks.Dram;
using CycleSim.Benchmarks.Kernel;
using CycleSim.Benchmarks.Requests;
using CycleSim.Benchmarks.Steps;
using CycleSim.Benchmarks.Training;
using CycleSim.Platform;

// The quick modes need no report files and only seconds; everything else goes to BenchmarkDotNet.
try
{
    switch (args)
    {
        case ["kernel-quick"]:
            KernelQuick.Run(Console.Out);
            break;
        case ["kernel-quick", string kind]:
            KernelQuick.RunKind(Console.Out, kind);
            break;
        case ["dram-quick"]:
            DramQuick.Run(Console.Out);
            break;
        case ["dram-quick", "family"]:
            DramFamilyQuick.Run(Console.Out);
            break;
        case ["requests-quick"]:
            RequestsQuick.Run(Console.Out);
            break;
        case ["device-quick"]:
            DeviceQuick.Run(Console.Out);
            break;
        case ["array-quick"]:
            ArrayQuick.Run(Console.Out);
            break;
        case ["step-quick", .. string[] steps]:
            StepQuick.Run(Console.Out, steps);
            break;
        case ["step-one", string mode, string network, string capacity]:
            StepQuick.RunOne(Console.Out, mode, network, capacity);
            break;
        case ["training-quick", .. string[] networks]:
            TrainingQuick.Run(Console.Out, networks);
            break;
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            break;
    }

    return 0;
}
catch (InputException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
