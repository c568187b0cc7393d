/* TEST-ONLY: complex C99 math that Wine ucrtbase leaves unimplemented */
#include <complex.h>
#include <math.h>
typedef struct{float r,i;}F;typedef struct{double r,i;}D;
float shim_cabsf(F x){return cabsf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}));}
double shim_cabsl(D x){return cabs(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}));}
double shim_carg(D x){return carg(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}));}
float shim_cargf(F x){return cargf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}));}
double shim_cargl(D x){return carg(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}));}
D shim_ccos(D x){double _Complex q=ccos(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_ccosf(F x){float _Complex q=ccosf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_ccosh(D x){double _Complex q=ccosh(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_ccoshf(F x){float _Complex q=ccoshf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_ccoshl(D x){double _Complex q=ccosh(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
D shim_ccosl(D x){double _Complex q=ccos(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
D shim_cexp(D x){double _Complex q=cexp(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_cexpf(F x){float _Complex q=cexpf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_cexpl(D x){double _Complex q=cexp(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
double shim_cimag(D x){return x.i;}
float shim_cimagf(F x){return x.i;}
double shim_cimagl(D x){return x.i;}
D shim_cpow(D x,D y){double _Complex w; __real__ w=y.r; __imag__ w=y.i; double _Complex q=cpow(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}),w); return (D){__real__ q,__imag__ q};}
F shim_cpowf(F x,F y){float _Complex w; __real__ w=y.r; __imag__ w=y.i; float _Complex q=cpowf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}),w); return (F){__real__ q,__imag__ q};}
D shim_cpowl(D x,D y){double _Complex w; __real__ w=y.r; __imag__ w=y.i; double _Complex q=cpow(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;}),w); return (D){__real__ q,__imag__ q};}
double shim_creal(D x){return x.r;}
float shim_crealf(F x){return x.r;}
double shim_creall(D x){return x.r;}
D shim_csin(D x){double _Complex q=csin(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_csinf(F x){float _Complex q=csinf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_csinh(D x){double _Complex q=csinh(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_csinhf(F x){float _Complex q=csinhf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_csinhl(D x){double _Complex q=csinh(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
D shim_csinl(D x){double _Complex q=csin(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
D shim_ctan(D x){double _Complex q=ctan(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_ctanf(F x){float _Complex q=ctanf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_ctanh(D x){double _Complex q=ctanh(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
F shim_ctanhf(F x){float _Complex q=ctanhf(({float _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (F){__real__ q,__imag__ q};}
D shim_ctanhl(D x){double _Complex q=ctanh(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}
D shim_ctanl(D x){double _Complex q=ctan(({double _Complex v; __real__ v=x.r; __imag__ v=x.i; v;})); return (D){__real__ q,__imag__ q};}

__declspec(dllexport) const char sozdesk_stand_in[] = "SOZDESK-STAND-IN";
