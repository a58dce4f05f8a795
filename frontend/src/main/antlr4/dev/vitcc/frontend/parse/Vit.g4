// The `.vit` model language; docs/language.md tells it to people.
//
// Words are of three kinds: those that open a statement or a clause (never the name of a value), other words of
// the clauses (names everywhere else), and plain names. What a name may be, such as a format or a function, is
// checked after parsing, where a slip of the pen can be answered with the nearest name.
grammar Vit;

file : item* EOF ;

item
    : modelDeclaration
    | constantDeclaration
    | weightsClause
    | calibrateClause
    | evaluateClause
    | targetClause
    | quantizeClause
    | scalesClause
    | pruneClause
    | approximateClause
    ;

// ---- The model

modelDeclaration : 'model' name '{' statement* '}' ;

statement
    : inputStatement
    | constantDeclaration
    | blockDeclaration
    | repeatStatement
    | outputStatement
    | returnStatement
    | assignment
    ;

inputStatement : 'input' name ':' list inputModifier* ';' ;

inputModifier : name arguments ;

constantDeclaration : 'const' name '=' expression ';' ;

blockDeclaration : 'block' name '(' (parameter (',' parameter)* ','?)? ')' '{' statement* '}' ;

parameter : name ('=' expression)? ;

repeatStatement : 'repeat' expression '{' statement* '}' ;

outputStatement : 'output' name '=' expression ';' ;

returnStatement : 'return' expression ';' ;

assignment : name '=' expression ';' ;

// ---- Expressions

expression : term (('+' | '-') term)* ;

term : factor (('*' | '/') factor)* ;

factor : '-' factor | postfix ;

postfix : primary ('[' expression ']')* ;

primary
    : NUMBER
    | STRING
    | name arguments?
    | list
    | '(' expression ')'
    ;

list : '[' (expression (',' expression)* ','?)? ']' ;

arguments : '(' (argument (',' argument)* ','?)? ')' ;

argument : (argumentName '=')? expression ;

argumentName : name | 'weights' | 'calibrate' | 'evaluate' | 'target' | 'quantize' | 'scales' | 'prune' | 'approximate' ;

quantity : expression unit? ;

unit : '%' | name ;

// ---- Weights and images

weightsClause : 'weights' weightsSource ';' ;

weightsSource
    : 'random' arguments?
    | STRING (',' STRING)* ('naming' naming)?
    ;

naming
    : 'map' '{' mapping* '}'
    | name
    ;

mapping : STRING '=' STRING ';' ;

calibrateClause : 'calibrate' STRING ('images' expression)? ('method' choice)? ';' ;

evaluateClause : 'evaluate' STRING 'labels' STRING ('images' expression)? ';' ;

choice : name arguments? ;

// ---- Target

targetClause : 'target' (name | STRING) (';' | '{' targetItem* '}') ;

targetItem
    : 'clock' quantity ';'                                                              # clockItem
    | ('frame_rate' | 'latency' | 'utilization' | 'accuracy_drop') bound quantity ';'   # limitItem
    | 'objective' choice ';'                                                            # objectiveItem
    | 'engine' arguments ';'                                                            # engineItem
    ;

bound : '>=' | '<=' | '=' ;

// ---- Quantisation

quantizeClause : 'quantize' '{' quantizeItem* '}' ;

quantizeItem
    : 'calibration' choice ';'                        # calibrationItem
    | 'weight_scales' choice ';'                      # weightScalesItem
    | 'requantize' choice ';'                         # requantizeItem
    | quantizeRole (',' quantizeRole)* format ';'     # formatItem
    ;

quantizeRole : 'weights' | 'activations' | 'first' | 'last' | 'residual' | ID ;

format
    : 'mixed' '{' mixedPart (',' mixedPart)* ','? '}'
    | name ('(' formatArgument (',' formatArgument)* ')')?
    ;

mixedPart : (expression '%')? format ;

formatArgument : (argumentName '=')? expression ('..' expression)? ;

scalesClause : 'scales' STRING ';' ;

// ---- Pruning

pruneClause : 'prune' '{' pruneItem* '}' ;

pruneItem
    : 'selector' choice ';'                             # selectorItem
    | 'before' 'blocks' expression (',' expression)* ';'  # beforeItem
    | 'tokens' expression (',' expression)* ';'         # tokensItem
    | 'keep' quantity (',' quantity)* ';'               # keepItem
    | 'package' choice? ';'                             # packageItem
    | 'auto' ';'                                        # autoItem
    | 'threshold' quantity ';'                          # thresholdItem
    | 'cumulative' quantity ';'                         # cumulativeItem
    ;

// ---- Nonlinear functions

approximateClause : 'approximate' '{' approximateItem* '}' ;

approximateItem : name (',' name)* choice ('error' bound quantity)? ';' ;

// ---- Words

name
    : ID
    | 'random' | 'naming' | 'map' | 'images' | 'method' | 'labels'
    | 'clock' | 'frame_rate' | 'latency' | 'utilization' | 'accuracy_drop' | 'objective' | 'engine'
    | 'calibration' | 'weight_scales' | 'requantize' | 'activations' | 'first' | 'last' | 'residual' | 'mixed'
    | 'selector' | 'before' | 'blocks' | 'tokens' | 'keep' | 'auto' | 'package' | 'threshold' | 'cumulative'
    | 'error'
    ;

MODEL : 'model' ;
INPUT : 'input' ;
CONST : 'const' ;
BLOCK : 'block' ;
REPEAT : 'repeat' ;
OUTPUT : 'output' ;
RETURN : 'return' ;

WEIGHTS : 'weights' ;
CALIBRATE : 'calibrate' ;
EVALUATE : 'evaluate' ;
TARGET : 'target' ;
QUANTIZE : 'quantize' ;
SCALES : 'scales' ;
PRUNE : 'prune' ;
APPROXIMATE : 'approximate' ;

RANDOM : 'random' ;
NAMING : 'naming' ;
MAP : 'map' ;
IMAGES : 'images' ;
METHOD : 'method' ;
LABELS : 'labels' ;
CLOCK : 'clock' ;
FRAME_RATE : 'frame_rate' ;
LATENCY : 'latency' ;
UTILIZATION : 'utilization' ;
ACCURACY_DROP : 'accuracy_drop' ;
OBJECTIVE : 'objective' ;
ENGINE : 'engine' ;
CALIBRATION : 'calibration' ;
WEIGHT_SCALES : 'weight_scales' ;
REQUANTIZE : 'requantize' ;
ACTIVATIONS : 'activations' ;
FIRST : 'first' ;
LAST : 'last' ;
RESIDUAL : 'residual' ;
MIXED : 'mixed' ;
SELECTOR : 'selector' ;
BEFORE : 'before' ;
BLOCKS : 'blocks' ;
TOKENS : 'tokens' ;
KEEP : 'keep' ;
AUTO : 'auto' ;
PACKAGE : 'package' ;
THRESHOLD : 'threshold' ;
CUMULATIVE : 'cumulative' ;
ERROR : 'error' ;

OPEN_BRACE : '{' ;
CLOSE_BRACE : '}' ;
OPEN_PAREN : '(' ;
CLOSE_PAREN : ')' ;
OPEN_BRACKET : '[' ;
CLOSE_BRACKET : ']' ;
SEMICOLON : ';' ;
COMMA : ',' ;
COLON : ':' ;
EQUALS : '=' ;
AT_LEAST : '>=' ;
AT_MOST : '<=' ;
RANGE : '..' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
DIVIDE : '/' ;
PERCENT : '%' ;

ID : [A-Za-z_] [A-Za-z_0-9]* ;
NUMBER : [0-9]+ ('.' [0-9]+)? ([eE] [+-]? [0-9]+)? ;
STRING : '"' ~["\r\n]* '"' ;

LINE_COMMENT : '//' ~[\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;
SPACE : [ \t\r\n\f\uFEFF]+ -> channel(HIDDEN) ;

// Reported by the token scan, which then lets the parser see past them.
OPEN_STRING : '"' ~["\r\n]* ;
OPEN_COMMENT : '/*' ( ~'*' | '*'+ ~[*/] )* '*'* ;
UNKNOWN : . ;
