using CycleSim.Cli;
using CycleSim.Configuration;

StandardStreams.Install();
return CommandLine.Run(args);
