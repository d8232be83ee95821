@echo off
rem Runs Outpost from this checkout on Windows; builds it first where there is no build. Not tried on a real Windows by anybody we know of.
rem After a change of the sources, delete target\outpost.jar: this script does not look for newer files.
setlocal
set "here=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" --version >nul 2>&1
if errorlevel 1 (
    echo outpost needs a JDK 25: install one ^(winget install EclipseAdoptium.Temurin.25.JDK^) or point JAVA_HOME at it 1>&2
    exit /b 1
)
if exist "%here%\target\outpost.jar" goto run
where mvn >nul 2>&1
if errorlevel 1 (
    echo outpost builds itself with Maven: install it, and put its folder bin on the PATH 1>&2
    exit /b 1
)
echo building Outpost: about two minutes, once 1>&2
pushd "%here%"
if not exist target mkdir target
call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package > target\build.log 2>&1
set built=%errorlevel%
popd
if not %built%==0 (
    echo the build failed: see "%here%\target\build.log" 1>&2
    exit /b 1
)
:run
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED -jar "%here%\target\outpost.jar" %*
exit /b %errorlevel%
