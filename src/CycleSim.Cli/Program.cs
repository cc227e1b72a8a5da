using CycleSim.Cli;
using CycleSim.Platform.Files;

StandardStreams.Install();
return CommandLine.Run(args);
